package dev.hqe.memory.scan;

/// A vector that was found.
///
/// @param chunk whose vector it is
/// @param similarity to what was searched for: their cosine, -1 to 1
public record Hit(long chunk, double similarity) {}
