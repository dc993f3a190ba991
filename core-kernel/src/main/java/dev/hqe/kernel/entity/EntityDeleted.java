package dev.hqe.kernel.entity;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.topic.TopicId;

/// An entity was deleted.
public record EntityDeleted(TopicId topicId, Kind kind, EntityId id) implements Fact {}
