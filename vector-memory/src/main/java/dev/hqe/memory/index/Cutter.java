package dev.hqe.memory.index;

import dev.hqe.memory.chunk.Chunk;
import java.util.List;

/// Cuts the text of an entity in chunks. Thread-safe; keeps a processor busy.
@FunctionalInterface
public interface Cutter {

    /// The chunks of a text, in their order; none where there is nothing to read.
    ///
    /// @throws RuntimeException if it cannot be cut, saying why
    List<Chunk> cut(EntityText text);
}
