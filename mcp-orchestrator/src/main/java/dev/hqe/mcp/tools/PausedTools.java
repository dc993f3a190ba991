package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.sandbox.PausedProgram;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A program of a Topic that is not called for a while, and the tools that it answers.
///
/// @param tools by their whole names
public record PausedTools(TopicId topic, PausedProgram program, List<String> tools) {

    public PausedTools {
        tools = List.copyOf(tools);
    }

    /// `topic`, `program`, `tools`, `failures`, `reason`, `since` and `until`, to the second.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("topic", topic.value());
        json.put("program", program.program());
        tools.forEach(json.putArray("tools")::add);
        json.put("failures", program.failures());
        json.put("reason", program.reason());
        json.put("since", program.since().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("until", program.until().truncatedTo(ChronoUnit.SECONDS).toString());
        return json;
    }
}
