package dev.hqe.app.memory;

import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.store.Database;
import dev.hqe.memory.embed.Embedders;
import dev.hqe.memory.index.ModelChoice;
import dev.hqe.memory.index.ModelFiles;
import dev.hqe.memory.index.Models;
import dev.hqe.memory.index.ScanLimit;
import java.nio.file.Path;

/// The models of a workbench. Nothing is loaded before it is used.
public final class MemoryModels {

    private MemoryModels() {}

    /// The model that a person has chosen, and those that were before.
    ///
    /// @param home the data directory; vectors go below its `memory/`
    /// @param database where the choice is written down
    /// @param secrets for the keys of endpoints
    public static Models of(Path home, Database database, SecretReferences secrets) {
        Path memory = home.resolve("memory");
        return new ModelFiles(
                memory.resolve("vectors"),
                memory.resolve("native").resolve("lance"),
                new ModelChoice(database),
                new ScanLimit(database),
                settings -> Embedders.open(settings, home, secrets));
    }
}
