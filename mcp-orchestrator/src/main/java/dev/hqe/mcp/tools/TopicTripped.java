package dev.hqe.mcp.tools;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;
import java.time.Instant;
import java.util.List;

/// A program of a Topic has failed so often in a row that it is not called for a while.
///
/// @param program its file's name
/// @param tools of the Topic that are answered by it, by their whole names
/// @param reason the message of the last failure
/// @param until when a call is let through to see whether it works again
public record TopicTripped(
        TopicId topic, String program, List<String> tools, String reason, Instant until)
        implements Fact {

    public TopicTripped {
        tools = List.copyOf(tools);
    }
}
