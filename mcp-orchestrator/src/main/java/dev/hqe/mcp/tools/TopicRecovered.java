package dev.hqe.mcp.tools;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;
import java.util.List;

/// A program of a Topic that was not called for a while works again.
///
/// @param program its file's name
/// @param tools of the Topic that are answered by it, by their whole names
public record TopicRecovered(TopicId topic, String program, List<String> tools) implements Fact {

    public TopicRecovered {
        tools = List.copyOf(tools);
    }
}
