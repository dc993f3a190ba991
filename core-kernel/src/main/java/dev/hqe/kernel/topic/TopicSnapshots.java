package dev.hqe.kernel.topic;

import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.file.PrivateFolder;
import dev.hqe.kernel.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Copies of Topics that were granted, each in a folder named by the digest of its content. A copy
/// is complete and on the disk before it has that name, and is never written to again. What nobody
/// refers to is swept at the next start.
///
/// Not thread-safe: the catalog's own.
final class TopicSnapshots {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String UNFINISHED = ".unfinished-";

    private final Path store;

    TopicSnapshots(Path store) {
        this.store = store;
    }

    /// Where the copy with this digest lies or would lie.
    Path folder(String digest) {
        return store.resolve(digest);
    }

    boolean has(String digest) {
        return DIGEST.matcher(digest).matches() && Files.isDirectory(folder(digest));
    }

    /// Copies what lies in a folder now, unless it is there already.
    ///
    /// @return what was copied; look here for what the copy is, not at what lay there before
    TopicContent keep(Path folder) throws IOException, TopicFileException {
        FolderListing listed = FolderListing.list(folder);
        Path fresh = Files.createTempDirectory(PrivateFolder.create(store), UNFINISHED);
        try {
            TopicContent content = copy(listed, fresh);
            Path target = folder(content.digest());
            if (!Files.isDirectory(target)) {
                forceFolders(fresh);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                force(store);
            }
            return content;
        } finally {
            FolderTree.delete(fresh);
        }
    }

    private static TopicContent copy(FolderListing listed, Path fresh) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (FolderListing.Item file : listed.files()) {
            Path target = fresh.resolve(file.path());
            Files.createDirectories(target.getParent());
            try (InputStream in = Files.newInputStream(file.from());
                    FileChannel channel =
                            FileChannel.open(
                                    target,
                                    Set.of(
                                            StandardOpenOption.CREATE_NEW,
                                            StandardOpenOption.WRITE));
                    OutputStream out = Channels.newOutputStream(channel)) {
                hashes.put(file.path(), Sha256.copy(in, out, FolderListing.MAX_BYTES));
                channel.force(true);
            }
            if (Files.isExecutable(file.from())) { // a server of an Agent Plugin may be a script
                target.toFile().setExecutable(true, true);
            }
        }
        return new TopicContent(hashes);
    }

    /// Deletes what is not among these, and what was never finished.
    void sweep(Set<String> wanted) throws IOException {
        if (!Files.isDirectory(store)) {
            return;
        }
        try (Stream<Path> copies = Files.list(store)) {
            for (Path copy : copies.toList()) {
                String name = copy.getFileName().toString();
                boolean own = name.startsWith(UNFINISHED) || DIGEST.matcher(name).matches();
                if (own && !wanted.contains(name)) {
                    FolderTree.delete(copy);
                }
            }
        }
    }

    private static void forceFolders(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path folder : all.filter(Files::isDirectory).toList()) {
                force(folder);
            }
        }
    }

    /// So that names survive a loss of power; Windows neither can nor has to.
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
