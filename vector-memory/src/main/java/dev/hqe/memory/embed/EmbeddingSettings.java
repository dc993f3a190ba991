package dev.hqe.memory.embed;

/// How texts become vectors.
///
/// @param threads texts that a model in this process works on at once, 1 to
///   [LocalEmbedder#MAX_THREADS]
/// @param cacheMebibytes how much of the disk vectors may take that are kept for texts that come
///   again, 0 to keep none
public record EmbeddingSettings(EmbeddingModel model, int threads, int cacheMebibytes) {

    /// Most that the cache may take, 64 GiB.
    public static final int MAX_CACHE_MEBIBYTES = 1 << 16;

    private static final int DEFAULT_CACHE_MEBIBYTES = 256; // some 160,000 vectors of 384 values

    public EmbeddingSettings {
        if (threads < 1 || threads > LocalEmbedder.MAX_THREADS) {
            throw new IllegalArgumentException(
                    "embedding threads must be 1 to "
                            + LocalEmbedder.MAX_THREADS
                            + ", not "
                            + threads);
        }
        if (cacheMebibytes < 0 || cacheMebibytes > MAX_CACHE_MEBIBYTES) {
            throw new IllegalArgumentException(
                    "the cache of vectors takes 0 to "
                            + MAX_CACHE_MEBIBYTES
                            + " MiB, not "
                            + cacheMebibytes);
        }
    }

    /// A model with the usual bounds: all processors but one.
    public static EmbeddingSettings of(EmbeddingModel model) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new EmbeddingSettings(
                model,
                Math.clamp(processors - 1, 1, LocalEmbedder.MAX_THREADS),
                DEFAULT_CACHE_MEBIBYTES);
    }

    /// The same with nothing kept and one thread: to see whether a model can be had.
    public EmbeddingSettings forTrial() {
        return new EmbeddingSettings(model, 1, 0);
    }

    /// The small model that comes with the program.
    public static EmbeddingSettings usual() {
        return of(EmbeddingModel.USUAL);
    }
}
