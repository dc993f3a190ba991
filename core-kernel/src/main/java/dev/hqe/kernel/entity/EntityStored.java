package dev.hqe.kernel.entity;

import dev.hqe.kernel.bus.Fact;

/// An entity was created or changed.
///
/// @param version 1 if it was created and its id is not remembered from before
/// @param sensitivity how it was labelled then; a later change of the label is [KindRelabelled]
public record EntityStored(
        TopicId topicId, Kind kind, EntityId id, long version, Sensitivity sensitivity)
        implements Fact {}
