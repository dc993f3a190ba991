package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.RecordedActivity;

/// What the detail pane shows.
public sealed interface Detail {

    /// Nothing is selected.
    record Nothing() implements Detail {}

    /// An activity in full.
    record Shown(RecordedActivity item) implements Detail {}

    /// The selected activity is no longer kept.
    record Gone() implements Detail {}

    /// It could not be read.
    record Failed(String message) implements Detail {}
}
