package dev.hqe.kernel.topic;

import dev.hqe.kernel.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the files of a Topic that matter contain, told by their SHA-256.
///
/// @param files hash by path, in the order of the paths
record TopicContent(SortedMap<String, String> files) {

    TopicContent {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    TopicContent(Map<String, String> files) {
        this(new TreeMap<>(files));
    }

    /// Reads and hashes what was listed.
    static TopicContent of(FolderListing listed) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (FolderListing.Item file : listed.files()) {
            try (InputStream in = Files.newInputStream(file.from())) {
                hashes.put(
                        file.path(),
                        Sha256.copy(in, OutputStream.nullOutputStream(), FolderListing.MAX_BYTES));
            }
        }
        return new TopicContent(hashes);
    }

    static TopicContent of(Path folder) throws IOException, TopicFileException {
        return of(FolderListing.list(folder));
    }

    /// One hash for all: of the lines that `sha256sum` would print for the files in order.
    String digest() {
        return Sha256.of(lines());
    }

    /// `hash path` per file, as `sha256sum` prints and checks them.
    String lines() {
        StringBuilder lines = new StringBuilder();
        files.forEach((path, hash) -> lines.append(hash).append("  ").append(path).append('\n'));
        return lines.toString();
    }

    TopicContent without(String path) {
        SortedMap<String, String> others = new TreeMap<>(files);
        others.remove(path);
        return new TopicContent(others);
    }
}
