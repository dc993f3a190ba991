package dev.hqe.kernel.entity;

import dev.hqe.kernel.bus.Fact;

/// An entity was deleted.
public record EntityDeleted(TopicId topicId, Kind kind, EntityId id) implements Fact {}
