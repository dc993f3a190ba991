package dev.hqe.memory.store;

import io.questdb.jar.jni.JarJniLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

    private static boolean loaded;

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

    /// Loads it, before the first class of Lance is; lays it down first if it must. A class of
    /// Lance whose library could not be loaded would be broken until the process ends, so this
    /// comes before: what is gone or damaged is laid down anew, and where even that fails, the next
    /// call tries again.
    ///
    /// @param folder that belongs to this program alone; what is in it and is not this library, or
    ///   is of another version, is removed
    /// @throws VectorStoreException if it cannot be laid down or loaded; says what to do
    static synchronized void load(Path folder) {
        if (loaded) {
            return;
        }
        ARROW.setLevel(Level.WARNING);
        System.setProperty("arrow.allocation.manager.type", "Unsafe");
        List<String> failures = new ArrayList<>();
        for (Attempt attempt : List.<Attempt>of(() -> found(folder), () -> fresh(folder))) {
            try {
                JarJniLoader.load(attempt.file().toAbsolutePath());
                loaded = true;
                return;
            } catch (IOException | UncheckedIOException | UnsatisfiedLinkError e) {
                failures.add(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
        throw new VectorStoreException(
                folder
                        + ": the native library of Lance cannot be laid down there and loaded: "
                        + String.join("; then: ", new LinkedHashSet<>(failures))
                        + ". It takes 180 MB: make room there, or install the program anew. It is"
                        + " tried again by itself.");
    }

    @FunctionalInterface
    private interface Attempt {
        Path file() throws IOException;
    }

    /// The one that is there, laid down only where it is missing or not whole.
    private static Path found(Path folder) throws IOException {
        Optional<Path> installed = installed();
        if (installed.isPresent()) {
            return installed.get();
        }
        long length = length();
        Path file = folder.resolve(length + "-" + NAME);
        return Files.isRegularFile(file) && Files.size(file) == length ? file : fresh(folder);
    }

    private static URL source() throws IOException {
        return inJar().orElseThrow(
                        () -> new IOException("there is none for " + SYSTEM + " in the jar"));
    }

    private static long length() throws IOException {
        return source().openConnection().getContentLengthLong();
    }

    private static Path fresh(Path folder) throws IOException {
        URL source = source();
        Files.createDirectories(folder);
        Path file = folder.resolve(length() + "-" + NAME);
        sweep(folder, file);
        Path fresh = Files.createTempFile(folder, "new", NAME);
        try (InputStream in = source.openStream()) {
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
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
