package dev.hqe.ui.internal.memory;

/// What is shown of the chosen hit.
sealed interface Opened {

    /// None is chosen.
    record Nothing() implements Opened {}

    /// Its source.
    record Shown(Source source) implements Opened {}

    /// Its entity is not there any more.
    record Gone(String id) implements Opened {}

    /// It could not be read.
    record Failed(String message) implements Opened {}
}
