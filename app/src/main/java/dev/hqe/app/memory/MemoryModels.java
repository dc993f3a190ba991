package dev.hqe.app.memory;

import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.Embedders;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.EmbeddingSettings;
import dev.hqe.memory.embed.LocalModel;
import dev.hqe.memory.index.ModelFiles;
import dev.hqe.memory.index.Models;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The models of a workbench. Nothing is loaded before it is used.
public final class MemoryModels {

    private MemoryModels() {}

    /// The model that was chosen, and those that may have been before.
    ///
    /// @param home the data directory; vectors go below its `memory/`
    /// @param embedder of the model that was chosen
    public static Models of(
            Path home, Embedder embedder, EmbeddingSettings settings, SecretReferences secrets) {
        Path memory = home.resolve("memory");
        return new ModelFiles(
                memory.resolve("vectors"),
                memory.resolve("native").resolve("lance"),
                embedder,
                id -> local(id, home, settings, secrets));
    }

    /// The models that come with the program can be had at any time; an endpoint that was named
    /// once and is not any more, cannot.
    private static Optional<Embedder> local(
            String id, Path home, EmbeddingSettings settings, SecretReferences secrets) {
        return Arrays.stream(LocalModel.values())
                .filter(model -> model.id().equals(id))
                .findFirst()
                .map(model ->
                        Embedders.open(
                                new EmbeddingSettings(
                                        new EmbeddingModel.Local(model),
                                        settings.threads(),
                                        settings.cacheMebibytes()),
                                home,
                                secrets));
    }
}
