package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.TopicChanges.change;

import dev.hqe.kernel.topic.TopicChange.Kind;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what is different between the tools of two versions.
final class ToolChanges {

    private final Map<String, ToolSpec> old;
    private final Map<String, ToolSpec> now;
    private final boolean asks;
    private final List<TopicChange> changes = new ArrayList<>();

    private ToolChanges(List<ToolSpec> before, List<ToolSpec> after, boolean asks) {
        this.old = byName(before);
        this.now = byName(after);
        this.asks = asks;
    }

    static List<TopicChange> between(List<ToolSpec> before, List<ToolSpec> after, boolean asks) {
        ToolChanges found = new ToolChanges(before, after, asks);
        found.compare();
        return found.changes;
    }

    private static Map<String, ToolSpec> byName(List<ToolSpec> tools) {
        Map<String, ToolSpec> named = new LinkedHashMap<>();
        tools.forEach(tool -> named.put(tool.name(), tool));
        return named;
    }

    private void compare() {
        Map<String, ToolSpec> gone = new LinkedHashMap<>(old);
        gone.keySet().removeAll(now.keySet());
        for (ToolSpec tool : now.values()) {
            ToolSpec before = old.get(tool.name());
            if (before != null) {
                compare(before, tool);
                continue;
            }
            Optional<ToolSpec> renamed =
                    gone.values().stream().filter(one -> isSameProgram(one, tool)).findFirst();
            renamed.ifPresentOrElse(
                    one -> {
                        gone.remove(one.name());
                        rename(one, tool);
                    },
                    () -> {
                        String words = "The tool " + tool.name() + " is new.";
                        add(Kind.TOOL_ADDED, tool.name(), words, asks, "", ToolText.of(tool));
                    });
        }
        gone.values()
                .forEach(tool -> {
                    String words = "The tool " + tool.name() + " is gone.";
                    add(Kind.TOOL_REMOVED, tool.name(), words, false, ToolText.of(tool), "");
                });
    }

    private static boolean isSameProgram(ToolSpec one, ToolSpec other) {
        return one.wasm().equals(other.wasm()) && one.entry().equals(other.entry());
    }

    private void rename(ToolSpec before, ToolSpec tool) {
        add(
                Kind.TOOL_RENAMED,
                tool.name(),
                "The tool " + before.name() + " is now called " + tool.name() + ".",
                asks,
                ToolText.of(before),
                ToolText.of(tool));
    }

    private void compare(ToolSpec before, ToolSpec tool) {
        String name = tool.name();
        if (!before.description().equals(tool.description())) {
            add(
                    Kind.DESCRIPTION_REWORDED,
                    name,
                    "The tool " + name + " is described in other words.",
                    asks,
                    before.description(),
                    tool.description());
        }
        different(
                Kind.SCHEMA_CHANGED,
                name,
                "The tool " + name + " takes or gives something else.",
                ToolText.schemas(before),
                ToolText.schemas(tool));
        different(
                Kind.TOOL_CHANGED,
                name,
                "The tool " + name + " is defined in another way.",
                ToolText.rest(before),
                ToolText.rest(tool));
    }

    private void different(Kind kind, String name, String words, String before, String after) {
        if (!before.equals(after)) {
            add(kind, name, words, asks, before, after);
        }
    }

    private void add(
            Kind kind, String name, String words, boolean waits, String before, String after) {
        changes.add(change(kind, name, words, waits, before, after));
    }
}
