package dev.hqe.kernel.topic;

import dev.hqe.kernel.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The files of a Topic folder that matter, as they lie there now: all that its code, its prompts
/// or its servers could be made of. Read me files, tests, samples and sources do not, so changing
/// them asks nobody. What does not matter is never copied to where Topics run, so it cannot matter.
///
/// A folder with a `plugin.json` may bring programs that read any file of it; there everything
/// matters but version control.
///
/// @param files sorted by path
/// @param newestMillis when the newest of them was changed, in milliseconds since 1970
record FolderListing(List<Item> files, long newestMillis) {

    /// Most files of one Topic that matter.
    static final int MAX_FILES = 2_000;

    /// Most bytes of all of them.
    static final long MAX_BYTES = 256L << 20;

    /// Deepest folder, counted from the Topic's own.
    static final int MAX_DEPTH = 12;

    private static final int MAX_PATH_CHARS = 300;

    private static final Set<String> MADE = Set.of("target", "node_modules");
    private static final Set<String> ASIDE =
            Set.of("tests", "samples", "src", "docs", "target", "node_modules");
    private static final List<String> ABOUT = List.of("readme", "license", "changelog", "notice");

    /// One file.
    ///
    /// @param path relative to the Topic's folder, parted by `/`
    /// @param from the file itself, where it is a link to one inside the folder
    record Item(String path, Path from, long size, long modifiedMillis, String key) {}

    FolderListing {
        files = List.copyOf(files);
    }

    /// What a listing is for.
    enum Scope {
        /// What running code, prompts and servers could be made of.
        MATTERS,
        /// Also what is written beside it: read me files, tests, samples, sources.
        ALL
    }

    /// Lists what matters in a folder.
    ///
    /// @throws TopicFileException if there are too many files, too much in them, links out of the
    ///   folder, or what is neither file nor folder
    static FolderListing list(Path folder) throws IOException, TopicFileException {
        return list(folder, Scope.MATTERS);
    }

    static FolderListing list(Path folder, Scope scope) throws IOException, TopicFileException {
        boolean plugin = Files.exists(folder.resolve("plugin.json"));
        Listing listing = new Listing(folder.toRealPath(), plugin, scope);
        listing.add(folder, "", 0);
        listing.files.sort(Comparator.comparing(Item::path));
        return new FolderListing(listing.files, listing.newest);
    }

    /// Whether a folder of this name is part of no Topic, so that nobody has to watch it.
    static boolean isNeverPart(String name) {
        return name.startsWith(".") || MADE.contains(name);
    }

    /// Copies a folder, also what does not matter, within the same bounds.
    static void copyAll(Path folder, Path target) throws IOException, TopicFileException {
        for (Item file : list(folder, Scope.ALL).files()) {
            Path to = target.resolve(file.path());
            Files.createDirectories(to.getParent());
            Files.copy(file.from(), to);
        }
    }

    private static boolean isAside(String name, boolean folder) {
        String lower = name.toLowerCase(Locale.ROOT);
        return name.startsWith(".")
                || (folder ? ASIDE.contains(lower) : ABOUT.stream().anyMatch(lower::startsWith));
    }

    /// Another text whenever a file has come or gone or was written to, as far as its size and time
    /// tell.
    String stamp() {
        MessageDigest digest = Sha256.digest();
        for (Item file : files) {
            String line =
                    file.path()
                            + "\n"
                            + file.size()
                            + " "
                            + file.modifiedMillis()
                            + " "
                            + file.key()
                            + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.hex(digest);
    }

    private static final class Listing {

        private final Path real;
        private final boolean plugin;
        private final Scope scope;
        private final List<Item> files = new ArrayList<>();
        private long bytes;
        private long newest;

        Listing(Path real, boolean plugin, Scope scope) {
            this.real = real;
            this.plugin = plugin;
            this.scope = scope;
        }

        void add(Path folder, String prefix, int depth) throws IOException, TopicFileException {
            if (depth > MAX_DEPTH) {
                throw new TopicFileException(
                        prefix, "lies deeper than " + MAX_DEPTH + " folders, the limit");
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    String name = entry.getFileName().toString();
                    BasicFileAttributes is =
                            Files.readAttributes(
                                    entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    if (!isLeftOut(name, depth, is.isDirectory())) {
                        add(entry, prefix + name, is, depth);
                    }
                }
            } catch (UncheckedIOException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private boolean isLeftOut(String name, int depth, boolean folder) {
            if (plugin) {
                return name.equals(".git") || name.equals(".DS_Store");
            }
            return switch (scope) {
                case MATTERS -> depth == 0 ? isAside(name, folder) : name.startsWith(".");
                case ALL -> name.startsWith(".") || (depth == 0 && folder && MADE.contains(name));
            };
        }

        private void add(Path entry, String path, BasicFileAttributes is, int depth)
                throws IOException, TopicFileException {
            if (path.length() > MAX_PATH_CHARS || path.chars().anyMatch(c -> c < ' ' || c == 127)) {
                throw new TopicFileException(
                        path.length() > MAX_PATH_CHARS ? "" : path.strip(),
                        "has a file whose name is too long or has control characters");
            }
            if (is.isDirectory()) {
                add(entry, path + "/", depth + 1);
            } else if (is.isSymbolicLink()) {
                Path target = target(entry, path);
                addFile(
                        target,
                        path,
                        Files.readAttributes(
                                target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            } else {
                addFile(entry, path, is);
            }
        }

        private Path target(Path link, String path) throws TopicFileException {
            try {
                Path target = link.toRealPath();
                if (target.startsWith(real)) {
                    return target;
                }
            } catch (IOException e) {
                throw new TopicFileException(path, "is a link that leads nowhere");
            }
            throw new TopicFileException(
                    path, "is a link out of the Topic's folder. Put the file itself there.");
        }

        private void addFile(Path file, String path, BasicFileAttributes is)
                throws TopicFileException {
            if (!is.isRegularFile()) {
                throw new TopicFileException(
                        path, "is neither a file nor a folder, nor a link to a file inside");
            }
            bytes += is.size();
            if (files.size() == MAX_FILES) {
                throw new TopicFileException(
                        "", "has more than " + MAX_FILES + " files that matter, the limit");
            }
            if (bytes > MAX_BYTES) {
                throw new TopicFileException(
                        "", "has more than " + (MAX_BYTES >> 20) + " MiB that matter, the limit");
            }
            long modified = is.lastModifiedTime().toMillis();
            newest = Math.max(newest, modified);
            files.add(new Item(path, file, is.size(), modified, String.valueOf(is.fileKey())));
        }
    }
}
