package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;

/// A person has taken a Topic's grant back; nothing of it runs any more.
public record TopicRevoked(TopicId id) implements Fact {}
