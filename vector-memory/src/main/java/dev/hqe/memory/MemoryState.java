package dev.hqe.memory;

/// How far memory is.
///
/// @param chunks pieces of text that can be found by their words
/// @param withoutVector those of them that have no vector of the present model yet
/// @param pending entities that were changed and are not read yet
/// @param failed entities that cannot be read, until they change
/// @param model whose vectors answer; empty while none was needed
/// @param vectors why there are no vectors to search by; empty while all is well
public record MemoryState(
        long chunks, long withoutVector, long pending, long failed, String model, String vectors) {}
