package dev.hqe.memory.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files of a Lance dataset, as files: Lance writes each once and never forces it to the disk.
/// Not thread-safe.
final class DatasetFiles {

    private static final String MANIFEST = ".manifest";

    private final Path dataset;
    private Set<Path> forced = new HashSet<>();

    DatasetFiles(Path dataset) {
        this.dataset = dataset;
    }

    boolean exist() {
        return Files.isDirectory(dataset);
    }

    /// Makes sure that everything is on the disk that was written since the last time.
    void force() throws IOException {
        Set<Path> found = new HashSet<>();
        for (Path path : all()) {
            if (Files.isDirectory(path)) {
                force(path);
            } else {
                found.add(path);
                // the one file that Lance writes again and again is only a hint to it
                if (!forced.contains(path)) {
                    force(path);
                }
            }
        }
        Path parent = dataset.toAbsolutePath().getParent();
        if (parent != null && forced.isEmpty()) {
            force(parent);
        }
        forced = found;
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Removes the versions after one: a crash or a loss of power may have left them in pieces, and
    /// what they hold is still in the journal.
    void forgetVersionsAfter(long version) throws IOException {
        boolean removed = false;
        for (Path path : all()) {
            if (path.toString().endsWith(MANIFEST) && versionOf(path) > version) {
                Files.delete(path);
                removed = true;
            }
        }
        if (removed) {
            Files.deleteIfExists(dataset.resolve("_versions").resolve("latest_version_hint.json"));
        }
    }

    /// Manifests are called by what their version lacks to 2^64 - 1, so that the newest is listed
    /// first: Lance's naming scheme V2.
    private static long versionOf(Path manifest) throws IOException {
        String name = manifest.getFileName().toString();
        try {
            return ~Long.parseUnsignedLong(name.substring(0, name.length() - MANIFEST.length()));
        } catch (NumberFormatException e) {
            throw new IOException(manifest + " is no manifest of this format", e);
        }
    }

    /// Removes all.
    void delete() throws IOException {
        List<Path> all = all();
        for (Path path : all.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> paths = Files.walk(dataset)) {
            return paths.toList();
        }
    }
}
