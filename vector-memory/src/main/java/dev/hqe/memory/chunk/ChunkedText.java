package dev.hqe.memory.chunk;

import java.util.List;

/// A text in chunks.
///
/// @param chunks in their order; each character that is not blank is in one of them, as far as they
///   reach
/// @param bytes how long the text is in UTF-8
/// @param leftOut how many bytes at its end are in no chunk, because there would be more chunks
///   than allowed; 0 for nearly all texts
public record ChunkedText(List<Chunk> chunks, int bytes, int leftOut) {

    public ChunkedText {
        chunks = List.copyOf(chunks);
    }
}
