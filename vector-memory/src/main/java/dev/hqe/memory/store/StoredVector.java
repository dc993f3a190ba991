package dev.hqe.memory.store;

/// The vector of one chunk, with what a search may ask of it.
///
/// @param chunk its id, unique in the workbench and never given again
/// @param topic id of the Topic that the chunk's entity belongs to
/// @param kind of that entity
/// @param vector of length 1; treat it as read-only
public record StoredVector(long chunk, String topic, String kind, float[] vector) {}
