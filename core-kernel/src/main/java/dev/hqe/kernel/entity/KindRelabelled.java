package dev.hqe.kernel.entity;

import dev.hqe.kernel.bus.Fact;

/// All entities of a kind have another sensitivity from now on; nothing else of them has changed.
public record KindRelabelled(TopicId topicId, Kind kind, Sensitivity sensitivity) implements Fact {}
