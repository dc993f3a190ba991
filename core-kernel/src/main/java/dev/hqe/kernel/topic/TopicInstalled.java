package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;

/// A Topic was copied into the folder of Topics; it does nothing before it is granted.
public record TopicInstalled(TopicId id, String version, Path folder) implements Fact {}
