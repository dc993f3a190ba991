package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.json.Problem;
import java.nio.file.Path;
import java.util.List;

/// A Topic folder was read and cannot be used, for these reasons.
public record TopicRejected(Path folder, List<Problem> problems) implements Fact {

    public TopicRejected {
        problems = List.copyOf(problems);
    }
}
