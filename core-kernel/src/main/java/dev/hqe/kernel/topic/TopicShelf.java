package dev.hqe.kernel.topic;

import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.file.PrivateFolder;
import dev.hqe.kernel.json.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Puts Topic folders into the folder of Topics and out of it, each in one move, so that a crash
/// leaves a folder in one place or in the other.
///
/// Not thread-safe: the catalog's own.
final class TopicShelf {

    /// Most folders that are kept after they were removed; the oldest go first.
    static final int MAX_REMOVED = 20;

    private static final String INSTALLING = ".installing-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Pattern REMOVED = Pattern.compile("(.+)-[0-9]{8}-[0-9]{9}");

    private final TopicPlaces places;
    private final InstantSource clock;

    TopicShelf(TopicPlaces places, InstantSource clock) {
        this.places = places;
        this.clock = clock;
    }

    /// What an installation has come to.
    ///
    /// @param changed the folders that have come or gone
    record Installed(Topic topic, Set<Path> changed) {}

    Installed install(Path source, List<TopicEntry> entries) {
        try {
            PrivateFolder.create(places.topics());
            Path fresh = Files.createTempDirectory(places.topics(), INSTALLING);
            try {
                fill(source, fresh);
                Topic topic = TopicReader.read(fresh, source.getFileName().toString());
                Path target = place(topic, entries);
                Set<Path> changed = replace(fresh, target, topic, entries);
                return new Installed(
                        TopicReader.read(target, target.getFileName().toString()), changed);
            } finally {
                FolderTree.delete(fresh);
            }
        } catch (TopicFileException e) {
            throw new InvalidDocumentException(
                    List.of(TopicScan.problem(source.getFileName().toString(), e)), e);
        } catch (IOException e) {
            throw new TopicException(source + ": cannot be installed: " + e.getMessage(), e);
        }
    }

    /// Puts earlier versions aside, wherever they lie, and the new one in their place. What does
    /// not work as a whole is undone.
    private Set<Path> replace(Path fresh, Path target, Topic topic, List<TopicEntry> entries)
            throws IOException {
        Deque<Moved> moved = new ArrayDeque<>();
        try {
            for (TopicEntry old : entries) {
                if (!old.bundled() && old.has(topic.id())) {
                    moved.push(new Moved(old.folder(), moveAside(old)));
                }
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | TopicException e) {
            for (Moved one : moved) {
                Files.move(one.to, one.from, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        dropOldest();
        Set<Path> changed = new HashSet<>(Set.of(target));
        moved.forEach(one -> changed.add(one.from));
        return changed;
    }

    private record Moved(Path from, Path to) {}

    private static void fill(Path source, Path fresh) throws IOException, TopicFileException {
        if (Files.isRegularFile(source)) {
            TopicPack.unpack(source, fresh);
        } else if (Files.isDirectory(source)) {
            FolderListing.copyAll(source, fresh);
        } else {
            throw new TopicException(source + ": there is no such folder or zip", null);
        }
    }

    private Path place(Topic topic, List<TopicEntry> entries) {
        Path target = places.topics().resolve(topic.id().value());
        Optional<TopicEntry> bundled =
                entries.stream()
                        .filter(TopicEntry::bundled)
                        .filter(entry -> entry.has(topic.id()))
                        .findFirst();
        if (bundled.isPresent()) {
            throw new TopicException(
                    "there is a Topic '"
                            + topic.id()
                            + "' already, in "
                            + bundled.get().folder()
                            + ", which came with the program. Change the id.",
                    null);
        }
        boolean others =
                entries.stream()
                        .filter(entry -> entry.folder().equals(target))
                        .anyMatch(entry -> !entry.has(topic.id()));
        if (others) {
            throw new TopicException(
                    target
                            + ": is the folder of another Topic. Remove that first: hqe topic remove "
                            + topic.id(),
                    null);
        }
        return target;
    }

    /// Deletes what an installation that did not end has left.
    void sweep() throws IOException {
        if (!Files.isDirectory(places.topics())) {
            return;
        }
        try (Stream<Path> all = Files.list(places.topics())) {
            for (Path one : all.toList()) {
                if (one.getFileName().toString().startsWith(INSTALLING)) {
                    FolderTree.delete(one);
                }
            }
        }
    }

    /// Moves a folder to those that were removed.
    Path putAside(TopicEntry entry) {
        Path target = moveAside(entry);
        try {
            dropOldest();
        } catch (IOException e) {
            throw new TopicException(
                    places.removed() + ": cannot be tidied up: " + e.getMessage(), e);
        }
        return target;
    }

    private Path moveAside(TopicEntry entry) {
        Path target = places.removed();
        try {
            PrivateFolder.create(places.removed());
            target = free(entry.id().map(Object::toString).orElse(entry.folderName()));
            return Files.move(entry.folder(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TopicException(
                    entry.folder() + ": cannot be moved to " + target + ": " + e.getMessage(), e);
        }
    }

    /// A name that nothing has yet: the time, or some milliseconds later.
    private Path free(String name) {
        Instant time = clock.instant();
        while (true) {
            Path target = places.removed().resolve(name + "-" + TIME.format(time));
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return target;
            }
            time = time.plusMillis(1);
        }
    }

    private void dropOldest() throws IOException {
        List<Path> removed = removed();
        for (Path oldest : removed.subList(0, Math.max(0, removed.size() - MAX_REMOVED))) {
            FolderTree.delete(oldest);
        }
    }

    /// The oldest first.
    private List<Path> removed() throws IOException {
        if (!Files.isDirectory(places.removed())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(places.removed())) {
            return all.filter(path -> REMOVED.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(TopicShelf::time))
                    .toList();
        }
    }

    private static String time(Path removed) {
        String name = removed.getFileName().toString();
        return name.substring(name.length() - "00000000-000000000".length());
    }

    /// Moves the folder back that was removed last under a name.
    Path putBack(String name, List<TopicEntry> entries) {
        Path target = places.topics().resolve(name);
        boolean taken =
                entries.stream()
                        .anyMatch(entry ->
                                entry.id().filter(id -> id.value().equals(name)).isPresent());
        if (taken || Files.exists(target)) {
            throw new TopicException(
                    "there is a Topic '"
                            + name
                            + "' again. Remove it first: hqe topic remove "
                            + name,
                    null);
        }
        try {
            Path last =
                    removed().stream()
                            .filter(path ->
                                    path.getFileName().toString().length() == name.length() + 19)
                            .filter(path -> path.getFileName().toString().startsWith(name + "-"))
                            .reduce((older, newer) -> newer)
                            .orElseThrow(() ->
                                    new TopicException(
                                            "no Topic '"
                                                    + name
                                                    + "' was removed; those that were lie in "
                                                    + places.removed(),
                                            null));
            PrivateFolder.create(places.topics());
            return Files.move(last, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TopicException(target + ": cannot be put back: " + e.getMessage(), e);
        }
    }
}
