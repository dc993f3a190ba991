package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.StoredEntity;

/// What the detail pane shows.
public sealed interface Detail {

    /// Nothing is selected.
    record Nothing() implements Detail {}

    /// An entity in full.
    ///
    /// @param json its data, pretty-printed and cut where it is very long
    record Shown(StoredEntity entity, String json) implements Detail {}

    /// The selected entity is no longer there.
    record Gone(String id) implements Detail {}

    /// The entity could not be read.
    record Failed(String message) implements Detail {}
}
