package dev.hqe.app.cli;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.CapabilityCard;
import dev.hqe.kernel.topic.Permissions;
import dev.hqe.kernel.topic.TopicChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The capability card of a Topic, and what has changed since it was granted, as a terminal and as
/// JSON show them. All of it is a stranger's text.
final class CardView {

    private static final int MAX_LINES = 60;
    private static final int FEW_LINES = 8;
    private static final int MAX_DESCRIPTION = 300;

    private CardView() {}

    static List<String> lines(CapabilityCard card) {
        List<String> lines = new ArrayList<>();
        lines.add(card.name() + " " + card.version() + "  (" + card.id() + ")");
        if (!card.description().isBlank()) {
            lines.add("  " + brief(card.description()));
        }
        lines.add("");
        if (card.tools().isEmpty() && card.transforms().isEmpty() && card.items().isEmpty()) {
            lines.add("It brings no program that runs in the sandbox.");
        } else {
            if (card.items().isEmpty()) {
                lines.add("It computes, and may do nothing else:");
            } else {
                lines.add("It may, beside computing:");
                card.items().forEach(item -> lines.add("  - " + item.words()));
            }
            lines.add("  One call takes up to " + limits(card.limits()) + ".");
        }
        for (String server : card.servers()) {
            lines.add("  It brings a server, which the sandbox does not hold: " + server);
        }
        if (!card.tools().isEmpty()) {
            lines.add("Tools:");
            for (CapabilityCard.ToolLine tool : card.tools()) {
                lines.add("  " + card.id() + "." + tool.name() + "  " + brief(tool.description()));
            }
        }
        if (!card.transforms().isEmpty()) {
            lines.add("Transforms of what sources read:");
            card.transforms().forEach(transform -> lines.add("  " + brief(transform)));
        }
        list(lines, "Prompts", card.prompts());
        list(lines, "Skills", card.skills());
        list(lines, "Flows", card.flows());
        list(lines, "Kinds of entities", card.kinds());
        card.warnings().forEach(warning -> lines.add("Warning: " + warning));
        lines.add("Digest: " + card.digest());
        return lines.stream().map(Foreign::text).toList();
    }

    private static void list(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(what + ": " + String.join(", ", names));
        }
    }

    private static String limits(Permissions.CallLimits limits) {
        return seconds(limits.cpuMillis())
                + " of computing, "
                + bytes(limits.memoryPages() * 65536L)
                + " of memory and "
                + bytes(limits.outputBytes())
                + " of answer";
    }

    private static String seconds(int millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static String bytes(long bytes) {
        return bytes >= 1 << 20 && bytes % (1 << 20) == 0
                ? (bytes >> 20) + " MiB"
                : Math.ceilDiv(bytes, 1024) + " KiB";
    }

    private static String brief(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_DESCRIPTION ? line : line.substring(0, MAX_DESCRIPTION) + "...";
    }

    /// The differences, those that ask first.
    static List<String> lines(List<TopicChange> changes) {
        List<String> lines = new ArrayList<>();
        for (TopicChange change : changes) {
            lines.add((change.asks() ? "! " : "  ") + change.words());
            List<String> diff = diff(change);
            diff.stream().limit(MAX_LINES).forEach(line -> lines.add("    " + line));
            if (diff.size() > MAX_LINES) {
                lines.add("    and " + (diff.size() - MAX_LINES) + " lines more");
            }
            if (change.hidden()) {
                lines.add("    There are characters in it that one does not see.");
            }
        }
        return lines.stream().map(Foreign::text).toList();
    }

    /// The lines that differ; where they stand only where there are more than one looks over.
    private static List<String> diff(TopicChange change) {
        boolean few = change.before().size() + change.after().size() <= FEW_LINES;
        return change.diff().stream()
                .skip(2) // which two texts these are
                .filter(line -> !few || !line.startsWith("@@"))
                .toList();
    }

    static ObjectNode toJson(CapabilityCard card) {
        ObjectNode json = Json.object();
        json.put("id", card.id());
        json.put("name", card.name());
        json.put("version", card.version());
        json.put("description", card.description());
        ArrayNode may = json.putArray("may");
        for (Permissions.Item item : card.items()) {
            ObjectNode one = may.addObject();
            one.put("permission", item.key());
            one.put("words", item.words());
        }
        ObjectNode limits = json.putObject("limits");
        limits.put("cpu_ms", card.limits().cpuMillis());
        limits.put("memory_pages", card.limits().memoryPages());
        limits.put("output_bytes", card.limits().outputBytes());
        ArrayNode tools = json.putArray("tools");
        for (CapabilityCard.ToolLine tool : card.tools()) {
            ObjectNode one = tools.addObject();
            one.put("name", card.id() + "." + tool.name());
            one.put("title", tool.title());
            one.put("description", tool.description());
            one.set("annotations", tool.annotations());
        }
        names(json, "transforms", card.transforms());
        names(json, "prompts", card.prompts());
        names(json, "flows", card.flows());
        names(json, "kinds", card.kinds());
        names(json, "skills", card.skills());
        names(json, "servers", card.servers());
        names(json, "warnings", card.warnings());
        json.put("digest", card.digest());
        return json;
    }

    private static void names(ObjectNode json, String field, List<String> names) {
        ArrayNode array = json.putArray(field);
        names.forEach(array::add);
    }

    static ArrayNode toJson(List<TopicChange> changes) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (TopicChange change : changes) {
            ObjectNode one = json.addObject();
            one.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
            one.put("subject", change.subject());
            one.put("words", change.words());
            one.put("asks", change.asks());
            names(one, "before", change.before());
            names(one, "after", change.after());
            one.put("hidden", change.hidden());
        }
        return json;
    }
}
