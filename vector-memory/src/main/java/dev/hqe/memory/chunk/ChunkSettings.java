package dev.hqe.memory.chunk;

/// How texts are taken apart.
///
/// @param targetTokens the most tokens in a chunk with its context, at least [#MIN_TARGET]; a model
///   that sees fewer sets a lower bound
/// @param overlapPercent how much of a chunk of prose the next one may begin with again, in whole
///   sentences, 0 to [#MAX_OVERLAP]
/// @param contextPercent how much of a chunk its context may be, 0 to [#MAX_CONTEXT]
/// @param maxChunks the most chunks of one text
public record ChunkSettings(
        int targetTokens, int overlapPercent, int contextPercent, int maxChunks) {

    public static final int MIN_TARGET = 16;
    public static final int MAX_OVERLAP = 25;
    public static final int MAX_CONTEXT = 50;
    public static final int MAX_CHUNKS = 1_000_000;

    public static final ChunkSettings DEFAULT = new ChunkSettings(256, 15, 25, 20_000);

    public ChunkSettings {
        requireBetween("target tokens", targetTokens, MIN_TARGET, 1_000_000);
        requireBetween("overlap percent", overlapPercent, 0, MAX_OVERLAP);
        requireBetween("context percent", contextPercent, 0, MAX_CONTEXT);
        requireBetween("chunks of a text", maxChunks, 1, MAX_CHUNKS);
    }

    private static void requireBetween(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
