package dev.hqe.app;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// SQLite's native library, which its driver unpacks into a file, 1 MB for each process, and
/// removes when the process ends in order. A process that is killed would leave it among the
/// system's temporary files for ever. So it goes into a folder of the data directory, and is
/// removed as soon as it is loaded: where files can be removed that are in use, which is everywhere
/// but on Windows.
///
/// @param folder in a data directory that this process holds
record UnpackedLibrary(Path folder) {

    private static final System.Logger LOG = System.getLogger(UnpackedLibrary.class.getName());
    private static final String PROPERTY = "org.sqlite.tmpdir";

    /// Does what loads the library, if it is not loaded yet.
    <T> T during(Supplier<T> loading) {
        if (File.separatorChar == '\\' || System.getProperty(PROPERTY) != null) {
            return loading.get();
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the library is unpacked among the temporary files", e);
            return loading.get();
        }
        System.setProperty(PROPERTY, folder.toString());
        try {
            return loading.get();
        } finally {
            System.clearProperty(PROPERTY);
            remove();
        }
    }

    private void remove() {
        try {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> all = files.toList();
                for (Path file : all) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove " + folder + ", which nobody needs", e);
        }
    }
}
