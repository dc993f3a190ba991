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
        Path sqlite = sqlite(folder, modelId);
        Path lance = lance(folder, modelId);
        if (isLance(sqlite, lance)) {
            return LanceVectorStore.open(lance, modelId, dimensions, LanceSettings.in(libraries));
        }
        boolean there = Files.exists(LanceVectorStore.journalFile(lance));
        if (there && !Files.exists(sqlite)) {
            LOG.log(
                    Level.WARNING,
                    "{0} cannot be read on this machine, for which Lance has no library; the"
                            + " vectors are computed anew from the entities",
                    lance);
        }
        return SqliteVectorStore.open(sqlite, modelId, dimensions);
    }

    /// What [#open] of this folder opens, for people: `Lance` or `SQLite`.
    public static String format(Path folder, String modelId) {
        return isLance(sqlite(folder, modelId), lance(folder, modelId))
                ? LanceVectorStore.FORMAT
                : SqliteVectorStore.FORMAT;
    }

    private static boolean isLance(Path sqlite, Path lance) {
        return LanceLibrary.available()
                && (Files.exists(LanceVectorStore.journalFile(lance)) || !Files.exists(sqlite));
    }

    private static Path sqlite(Path folder, String modelId) {
        return folder.resolve("vectors-" + ModelName.of(modelId) + ".db");
    }

    private static Path lance(Path folder, String modelId) {
        return folder.resolve("vectors-" + ModelName.of(modelId) + ".lance");
    }
}
