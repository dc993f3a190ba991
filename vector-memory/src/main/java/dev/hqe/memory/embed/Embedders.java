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
}
