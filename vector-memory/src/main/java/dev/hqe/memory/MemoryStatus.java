package dev.hqe.memory;

/// How far memory is, and what it takes.
///
/// @param store what the vectors rest in, for people: `Lance` or `SQLite`
/// @param vectorBytes what they take of the disk, with those of a model that is being left
public record MemoryStatus(MemoryState state, String store, long vectorBytes) {}
