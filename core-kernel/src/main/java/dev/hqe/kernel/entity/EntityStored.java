package dev.hqe.kernel.entity;

import dev.hqe.kernel.bus.Fact;

/// An entity was created (version 1) or changed.
public record EntityStored(TopicId topicId, Kind kind, EntityId id, long version) implements Fact {}
