package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;

/// A Topic folder was read and its Topic is in the catalog.
public record TopicLoaded(TopicId id, String version) implements Fact {}
