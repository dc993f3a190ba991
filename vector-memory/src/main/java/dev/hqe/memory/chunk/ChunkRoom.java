package dev.hqe.memory.chunk;

/// How much goes into a chunk.
///
/// @param tokens in a chunk with its context
/// @param contextTokens of its context
/// @param overlapTokens that it may have in common with the one before
/// @param chars in a chunk without its context: some models take a long word for one token, however
///   long it is
/// @param chunks of a text
record ChunkRoom(int tokens, int contextTokens, int overlapTokens, int chars, int chunks) {

    private static final int CHARS_PER_TOKEN = 12;
    private static final int PERCENT = 100;

    static ChunkRoom of(ChunkSettings settings, TokenCounter counter) {
        int tokens = Math.min(settings.targetTokens(), counter.limit());
        return new ChunkRoom(
                tokens,
                tokens * settings.contextPercent() / PERCENT,
                tokens * settings.overlapPercent() / PERCENT,
                tokens * CHARS_PER_TOKEN,
                settings.maxChunks());
    }

    /// The most tokens of a unit, so that it and any context fit.
    int unitTokens() {
        return Math.max(1, tokens - contextTokens);
    }
}
