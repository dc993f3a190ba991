package dev.hqe.app.cli;

import dev.hqe.app.Workbench;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.TopicEntry;
import dev.hqe.mcp.tools.PausedTools;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is paused of a Topic, as commands show it.
final class PausedView {

    private PausedView() {}

    /// What is paused of an entry; nothing of one that has no id.
    static List<PausedTools> of(Workbench workbench, TopicEntry entry) {
        Optional<TopicId> id = entry.id();
        return workbench.topicTools().paused().stream()
                .filter(one -> id.filter(one.topic()::equals).isPresent())
                .toList();
    }

    /// Adds `paused` where there is something.
    static void add(ObjectNode to, List<PausedTools> paused) {
        if (!paused.isEmpty()) {
            ArrayNode list = to.putArray("paused");
            paused.forEach(one -> list.add(one.toJson()));
        }
    }

    /// One line each, and how to go on sooner.
    static List<String> lines(List<PausedTools> paused) {
        return paused.stream().map(one -> line(one.toJson())).toList();
    }

    /// The line for one of them, as [PausedTools#toJson()] has it.
    static String line(JsonNode one) {
        List<String> tools = one.path("tools").valueStream().map(JsonNode::asString).toList();
        return "paused: "
                + String.join(", ", tools)
                + ", since "
                + one.path("since").asString()
                + " until "
                + one.path("until").asString()
                + ", after "
                + one.path("failures").asInt()
                + " failures in a row; the last: "
                + Foreign.text(one.path("reason").asString())
                + "; to go on sooner: hqe topic resume "
                + one.path("topic").asString();
    }
}
