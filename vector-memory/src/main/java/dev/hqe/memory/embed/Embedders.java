package dev.hqe.memory.embed;

import dev.hqe.kernel.secret.SecretReferences;
import java.nio.file.Path;

/// Opens the embedder that the settings ask for.
public final class Embedders {

    private Embedders() {}

    /// Costs nothing yet: what it needs is loaded, opened or asked for at the first embedding.
    ///
    /// @param home the data directory; native libraries and the cache go below its `memory/`
    /// @param secrets for the key of an endpoint
    public static Embedder open(EmbeddingSettings settings, Path home, SecretReferences secrets) {
        Path memory = home.resolve("memory");
        Embedder embedder =
                switch (settings.model()) {
                    case EmbeddingModel.Local local ->
                            new LocalEmbedder(
                                    local.model(),
                                    memory.resolve("native").resolve("onnxruntime"),
                                    settings.threads());
                    case EmbeddingModel.Endpoint endpoint -> new HttpEmbedder(endpoint, secrets);
                };
        return settings.cacheMebibytes() == 0
                ? embedder
                : new CachedEmbedder(
                        embedder,
                        new EmbeddingCache(
                                memory.resolve("embeddings.db"),
                                (long) settings.cacheMebibytes() << 20));
    }

    /// Asks an endpoint how many values its vectors have, and so whether it can be reached.
    ///
    /// @param endpoint whose own number of them does not count
    /// @throws EmbeddingException if it cannot be reached, or answers something else
    public static EmbeddingModel.Endpoint measured(
            EmbeddingModel.Endpoint endpoint, SecretReferences secrets) {
        try (HttpEmbedder embedder =
                new HttpEmbedder(
                        endpoint.withDimensions(EmbeddingModel.Endpoint.MAX_DIMENSIONS), secrets)) {
            return endpoint.withDimensions(embedder.askDimensions());
        }
    }
}
