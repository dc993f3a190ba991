package dev.hqe.memory.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the store of a model's vectors.
public final class VectorStores {

    private VectorStores() {}

    /// Opens it in a folder, which is made where it is missing. [VectorStore#format] says which
    /// kind it is.
    ///
    /// @throws VectorStoreException if it cannot be opened; says which file, and what to do
    public static VectorStore open(Path folder, String modelId, int dimensions) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new VectorStoreException(folder + ": cannot be made: " + e, e);
        }
        String name = "vectors-" + ModelName.of(modelId);
        return SqliteVectorStore.open(folder.resolve(name + ".db"), modelId, dimensions);
    }
}
