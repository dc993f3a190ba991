package dev.hqe.memory.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the store of a model's vectors.
public final class VectorStores {

    private static final Logger LOG = System.getLogger(VectorStores.class.getName());

    private VectorStores() {}

    /// Opens it in a folder, which is made where it is missing: Lance where there is a native
    /// library for this machine, else SQLite. What a folder holds already stays what it is, if this
    /// machine can read it. [VectorStore#format] says which it is. Lance itself is not loaded yet.
    ///
    /// @param libraries a folder of this program alone, where a native library may be laid
    /// @throws VectorStoreException if it cannot be opened; says which file, and what to do
    public static VectorStore open(Path folder, Path libraries, String modelId, int dimensions) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new VectorStoreException(folder + ": cannot be made: " + e, e);
        }
        String name = "vectors-" + ModelName.of(modelId);
        Path sqlite = folder.resolve(name + ".db");
        Path lance = folder.resolve(name + ".lance");
        boolean there = Files.exists(LanceVectorStore.journalFile(lance));
        if (LanceLibrary.available() && (there || !Files.exists(sqlite))) {
            return LanceVectorStore.open(lance, modelId, dimensions, LanceSettings.in(libraries));
        }
        if (there && !Files.exists(sqlite)) {
            LOG.log(
                    Level.WARNING,
                    "{0} cannot be read on this machine, for which Lance has no library; the"
                            + " vectors are computed anew from the entities",
                    lance);
        }
        return SqliteVectorStore.open(sqlite, modelId, dimensions);
    }
}
