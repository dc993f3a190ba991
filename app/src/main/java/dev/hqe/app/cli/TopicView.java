package dev.hqe.app.cli;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.Capabilities;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A Topic as commands show it.
final class TopicView {

    private TopicView() {}

    static String line(Topic topic) {
        Capabilities capabilities = topic.manifest().capabilities();
        return topic.id()
                + " "
                + topic.manifest().version()
                + "  "
                + Foreign.text(topic.manifest().name())
                + "  ("
                + counted(capabilities.tools().size(), "tool")
                + ", "
                + counted(capabilities.prompts().size(), "prompt")
                + ", "
                + counted(topic.schemas().size(), "kind")
                + ")";
    }

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static ObjectNode toJson(Topic topic) {
        ObjectNode json = Json.object();
        json.put("id", topic.id().value());
        json.put("name", topic.manifest().name());
        json.put("version", topic.manifest().version());
        json.put("description", topic.manifest().description());
        json.put("folder", topic.folder().toString());
        ArrayNode tools = json.putArray("tools");
        topic.manifest().capabilities().tools().forEach(tool -> tools.add(tool.name()));
        ArrayNode prompts = json.putArray("prompts");
        topic.manifest().capabilities().prompts().forEach(prompt -> prompts.add(prompt.name()));
        ArrayNode kinds = json.putArray("kinds");
        topic.schemas().keySet().stream().sorted().forEach(kind -> kinds.add(kind.value()));
        return json;
    }

    static ArrayNode toJson(Collection<Problem> problems) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (Problem problem : problems) {
            ObjectNode one = json.addObject();
            one.put("file", problem.source());
            one.put("line", problem.line());
            one.put("message", problem.message());
        }
        return json;
    }
}
