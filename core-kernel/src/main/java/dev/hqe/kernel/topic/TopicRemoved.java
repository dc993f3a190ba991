package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;

/// A Topic's folder was moved out of the folder of Topics; nothing of it runs any more.
public record TopicRemoved(TopicId id, Path movedTo) implements Fact {}
