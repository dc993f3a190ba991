package dev.hqe.memory;

import dev.hqe.kernel.bus.Fact;

/// Vectors were made, or cannot be made now; told once a second at most while work is left, and
/// once when none is.
public record MemoryProgressed(MemoryState state) implements Fact {}
