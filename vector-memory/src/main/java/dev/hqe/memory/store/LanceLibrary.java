package dev.hqe.memory.store;

import io.questdb.jar.jni.JarJniLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Lance's native library: whether there is one for this machine, and where.
///
/// An installation has it as a file beside SQLite's, in `native/`. Elsewhere (an IDE, a test) it is
/// taken out of Lance's jar once, into a folder of ours, and stays there: it is 180 MB.
final class LanceLibrary {

    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    private static final String MACHINE =
            System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    private static final String NAME =
            SYSTEM.contains("mac") ? "liblance_jni.dylib" : "liblance_jni.so";

    /// Kept, because a logger that nobody holds forgets its level. Arrow tells everybody about a
    /// debug mode that is off.
    private static final Logger ARROW = Logger.getLogger("org.apache.arrow");

    private LanceLibrary() {}

    /// Whether it can be loaded. Loads nothing.
    static boolean available() {
        return installed().isPresent() || inJar().isPresent();
    }

    private static Optional<Path> installed() {
        String dist = System.getProperty("hqe.dist", "");
        return Optional.of(Path.of(dist, "native", NAME))
                .filter(file -> !dist.isEmpty() && Files.isRegularFile(file));
    }

    private static Optional<URL> inJar() {
        if (!SYSTEM.contains("linux") && !SYSTEM.contains("mac")) {
            return Optional.empty();
        }
        String platform =
                (SYSTEM.contains("mac") ? "darwin-" : "linux-")
                        + (MACHINE.equals("amd64") ? "x86-64" : MACHINE);
        return Optional.ofNullable(
                LanceLibrary.class.getResource("/nativelib/" + platform + "/" + NAME));
    }

    /// Says where it is, before the first class of Lance is loaded; lays it down if it must.
    ///
    /// @param folder that belongs to this program alone; what is in it and is not this library, or
    ///   is of another version, is removed
    /// @throws VectorStoreException if it cannot be laid down
    static synchronized void layDown(Path folder) {
        if (System.getProperty(JarJniLoader.LIBRARY) != null) {
            return;
        }
        try {
            Path file = installed().isPresent() ? installed().get() : unpacked(folder);
            ARROW.setLevel(Level.WARNING);
            System.setProperty("arrow.allocation.manager.type", "Unsafe");
            System.setProperty(JarJniLoader.LIBRARY, file.toAbsolutePath().toString());
        } catch (IOException | UncheckedIOException e) {
            throw new VectorStoreException(
                    folder
                            + ": the native library of Lance cannot be laid down there: "
                            + e
                            + ". It takes 180 MB.",
                    e);
        }
    }

    private static Path unpacked(Path folder) throws IOException {
        URL source = inJar().orElseThrow(() -> new IOException("there is none for " + SYSTEM));
        long length = source.openConnection().getContentLengthLong();
        Files.createDirectories(folder);
        Path file = folder.resolve(length + "-" + NAME);
        sweep(folder, file);
        if (!Files.exists(file)) {
            Path fresh = Files.createTempFile(folder, "new", NAME);
            try (InputStream in = source.openStream()) {
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void sweep(Path folder, Path kept) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.equals(kept)).toList()) {
                Files.delete(file);
            }
        }
    }
}
