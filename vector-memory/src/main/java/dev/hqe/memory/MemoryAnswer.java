package dev.hqe.memory;

import java.util.List;

/// What a search has found, the best first.
///
/// @param hits at most as many as were asked for
/// @param notes what a reader must know of how complete it is: entities that are not read yet,
///   chunks without a vector; empty when all is there
public record MemoryAnswer(List<MemoryHit> hits, List<String> notes) {

    public MemoryAnswer {
        hits = List.copyOf(hits);
        notes = List.copyOf(notes);
    }
}
