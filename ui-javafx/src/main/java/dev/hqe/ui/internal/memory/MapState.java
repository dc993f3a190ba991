package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryMap;
import java.time.Duration;

/// How far a map is.
sealed interface MapState {

    /// None was asked for.
    record Unasked() implements MapState {}

    /// It is being laid out, and there is none to show meanwhile.
    record Drawing() implements MapState {}

    /// There are no vectors to lay out: none are made yet, or they are being loaded.
    ///
    /// @param entities that there are
    record NoVectors(long entities) implements MapState {}

    /// There is nothing to show.
    record Empty() implements MapState {}

    record Failed(String message) implements MapState {}

    /// A map.
    ///
    /// @param took how long it has taken; next to nothing where it was known
    record Drawn(MemoryMap map, Duration took) implements MapState {}
}
