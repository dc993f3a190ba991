package dev.hqe.ingestion.internal;

import dev.hqe.kernel.file.FileStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes through a folder, by path, in the order of the paths' UTF-8 bytes: the order in which a
/// database sorts them, so that the two can be compared side by side without holding either.
///
/// Leaves out what `.gitignore` and a filter say, and `.git`. Follows no links, so it ends. Holds
/// one sorted listing per level.
///
/// For one thread.
public final class FolderWalk {

    /// Something in the folder that is not ignored.
    public sealed interface Entry {

        /// Its path in the folder, with `/` between names; that of a folder ends in `/`. Entries
        /// come in the order of their paths.
        String path();

        /// Its path as [FolderWalk#item] writes it.
        default String item() {
            return FolderWalk.item(path());
        }

        /// A file.
        record RegularFile(Path file, String path, FileStamp stamp) implements Entry {

            /// In bytes.
            public long size() {
                return stamp.size();
            }
        }

        record Link(String path) implements Entry {}

        /// A pipe, a socket, a device.
        record Special(String path) implements Entry {}

        /// A folder that this walk was not to enter; nothing is said of what is in it.
        record NotEntered(String path) implements Entry {}

        /// A folder that cannot be listed, or whose rules cannot be taken in.
        record Unreadable(String path, String why) implements Entry {}

        /// A file or a whole folder that no entity can be named after.
        ///
        /// @param path with what cannot be shown escaped
        record Unnamable(String path, String item, String why) implements Entry {}

        /// A folder that has more than the walk may find; the walk is over.
        record TooMany(String path) implements Entry {}
    }

    /// Which folders below the first are entered.
    public interface Entering {

        /// All.
        Entering ALL = (folder, path, attributes) -> true;

        /// Asked before a folder is listed.
        ///
        /// @param path ends in `/`; `` for the first folder, which is entered whatever this says
        boolean enters(Path folder, String path, BasicFileAttributes attributes);
    }

    private record Child(Path path, FileName name, BasicFileAttributes attributes, String key) {

        boolean folder() {
            return attributes.isDirectory();
        }
    }

    private record Level(String prefix, IgnoreRules rules, Iterator<Child> children) {}

    private final int maxEntries;
    private final int maxLength;
    private final PathFilter filter;
    private final Entering entering;
    private final String way;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int listed;
    private @Nullable String tooManyIn;
    private long ignored;

    /// @param folder absolute, without links
    /// @param maxEntries most entries listed, files and folders, ignored ones too
    /// @param maxLength longest item, in characters; longer ones are unnamable
    /// @throws TooManyRules if what is ignored in the folder cannot be known
    /// @throws IOException if the folder cannot be listed
    public FolderWalk(
            Path folder, int maxEntries, int maxLength, PathFilter filter, Entering entering)
            throws IOException {
        this.maxEntries = maxEntries;
        this.maxLength = maxLength;
        this.filter = filter;
        this.entering = entering;
        entering.enters(
                folder,
                "",
                Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        IgnoreRules.Start start = IgnoreRules.at(folder);
        this.way = start.way();
        levels.push(new Level("", start.rules(), list(folder, "").iterator()));
    }

    /// A path as it is shown: a backslash is doubled, since control characters and bytes that are
    /// not UTF-8 are written as `\x0A`.
    public static String item(String path) {
        return path.replace("\\", "\\\\");
    }

    /// The path that [#item] was given; empty if it was none that a file could be stored under.
    public static Optional<String> path(String item) {
        StringBuilder path = new StringBuilder(item.length());
        for (int i = 0; i < item.length(); i++) {
            if (item.charAt(i) == '\\') {
                i++;
                if (i == item.length() || item.charAt(i) != '\\') {
                    return Optional.empty();
                }
            }
            path.append(item.charAt(i));
        }
        return Optional.of(path.toString());
    }

    /// Entries left out so far because of `.gitignore` or the filter; an ignored folder counts as
    /// one.
    public long ignored() {
        return ignored;
    }

    /// The next entry; empty at the end.
    public Optional<Entry> next() {
        while (!levels.isEmpty()) {
            if (tooManyIn != null) {
                levels.clear();
                return Optional.of(new Entry.TooMany(tooManyIn));
            }
            Level level = levels.element();
            if (!level.children().hasNext()) {
                levels.pop();
                continue;
            }
            Optional<Entry> entry = entry(level, level.children().next());
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private Optional<Entry> entry(Level level, Child child) {
        if (isIgnored(level, child)) {
            ignored++;
            return Optional.empty();
        }
        if (!filter.takes(level.prefix() + child.name().text(), child.folder())) {
            ignored++;
            return Optional.empty();
        }
        String end = child.folder() ? "/" : "";
        if (!child.name().usable()) {
            return Optional.of(
                    new Entry.Unnamable(
                            level.prefix() + child.name().text() + end,
                            item(level.prefix()) + child.name().text() + end,
                            "the name has a control character or is not UTF-8. Rename it."));
        }
        String path = level.prefix() + child.name().text() + end;
        if (path.length() > maxLength) {
            return Optional.of(
                    new Entry.Unnamable(
                            path,
                            item(path),
                            "the path in the folder is longer than "
                                    + maxLength
                                    + " characters. Shorten it, or ingest a folder further down."));
        }
        BasicFileAttributes attributes = child.attributes();
        if (attributes.isDirectory()) {
            return entering.enters(child.path(), path, attributes)
                    ? descend(level, child.path(), path)
                    : Optional.of(new Entry.NotEntered(path));
        }
        if (attributes.isSymbolicLink()) {
            return Optional.of(new Entry.Link(path));
        }
        return Optional.of(
                attributes.isRegularFile()
                        ? new Entry.RegularFile(child.path(), path, FileStamp.of(attributes))
                        : new Entry.Special(path));
    }

    private boolean isIgnored(Level level, Child child) {
        byte[] base = (way + level.prefix()).getBytes(StandardCharsets.UTF_8);
        byte[] name = child.name().text().getBytes(StandardCharsets.UTF_8);
        byte[] path = Arrays.copyOf(base, base.length + name.length);
        System.arraycopy(name, 0, path, base.length, name.length);
        return level.rules().ignores(path, base.length, child.folder());
    }

    private Optional<Entry> descend(Level level, Path folder, String prefix) {
        try {
            List<Child> children = list(folder, prefix);
            IgnoreRules rules = level.rules().within(folder, way + prefix);
            levels.push(new Level(prefix, rules, children.iterator()));
            return Optional.empty();
        } catch (TooManyRules e) {
            return Optional.of(new Entry.Unreadable(prefix, String.valueOf(e.getMessage())));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Entry.Unreadable(prefix, "the folder cannot be listed: " + e));
        }
    }

    private List<Child> list(Path folder, String prefix) throws IOException {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                if (++listed > maxEntries) {
                    tooManyIn = prefix;
                    return List.of();
                }
                child(path).ifPresent(children::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(Child::key, Utf8Order.INSTANCE));
        return children;
    }

    private static Optional<Child> child(Path path) throws IOException {
        FileName name = FileName.of(path);
        if (name.text().equals(IgnoreRules.GIT)) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String sortedAs = attributes.isDirectory() ? name.text() + "/" : name.text();
            return Optional.of(new Child(path, name, attributes, sortedAs));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
