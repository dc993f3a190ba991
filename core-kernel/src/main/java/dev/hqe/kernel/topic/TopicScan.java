package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads the Topic folders. What has not been written to since the last time, by the sizes and
/// times of its files, is not read again. Asks nobody and judges nothing, so that it can run before
/// the database is open.
///
/// Thread-safe: one scan at a time.
public final class TopicScan {

    /// Most folders looked at below one root.
    public static final int MAX_FOLDERS = 2_000;

    private static final Logger LOG = System.getLogger(TopicScan.class.getName());

    /// A file that was written less than this before it was read may be written again without
    /// another time: file systems and clocks tick coarsely.
    private static final long RACY_MILLIS = 2_000;

    /// From so many folders on, they are read by all processors at once.
    private static final int MANY = 16;

    private static final String LINK =
            "is a link, which is not followed. Take it away and install the folder that it leads to:"
                    + " hqe topic install DIR";

    private final TopicPlaces places;
    private final TopicSnapshots snapshots;
    private final CheckedManifests manifests;
    private final TopicCopies copies;
    private final TopicStamps stamps;
    private final Map<Path, FoundTopic> known = new ConcurrentHashMap<>();
    private List<FoundTopic> last = List.of();
    private boolean begun;

    public TopicScan(TopicPlaces places) {
        this.places = places;
        snapshots = new TopicSnapshots(places.store());
        manifests = new CheckedManifests(places.store(), TopicReader.rules());
        copies = new TopicCopies(snapshots, manifests);
        stamps = new TopicStamps(places.store());
    }

    /// What a scan has found, the bundled folders first, each group in the order of the names.
    public static final class Result {

        private final List<FoundTopic> found;

        private Result(List<FoundTopic> found) {
            this.found = List.copyOf(found);
        }

        List<FoundTopic> found() {
            return found;
        }
    }

    TopicSnapshots snapshots() {
        return snapshots;
    }

    CheckedManifests manifests() {
        return manifests;
    }

    TopicCopies copies() {
        return copies;
    }

    TopicPlaces places() {
        return places;
    }

    /// Looks at every folder.
    public synchronized Result read() {
        if (!begun) {
            begun = true;
            stamps.read();
        }
        List<FoundTopic> found = new ArrayList<>();
        for (Path root : places.bundled()) {
            read(root, true, found);
        }
        read(places.topics(), false, found);
        return remember(found);
    }

    /// Looks at these folders alone; all others are as they were when they were last looked at.
    ///
    /// @param folders that were found before, or may be there now in the folder of Topics
    synchronized Result readOnly(Collection<Path> folders) {
        List<FoundTopic> found = new ArrayList<>(last);
        for (Path folder : folders) {
            int at = indexOf(found, one -> one.folder().equals(folder));
            boolean bundled = at < found.size() && found.remove(at).bundled();
            if (isTopicFolder(folder)) {
                if (!bundled) {
                    at =
                            indexOf(
                                    found,
                                    one -> !one.bundled() && one.folder().compareTo(folder) > 0);
                }
                found.add(at, look(folder, bundled));
            }
        }
        return begun && found.size() <= Math.max(last.size(), MAX_FOLDERS)
                ? remember(found)
                : read();
    }

    /// Of the first that is so, or where the list ends.
    private static int indexOf(List<FoundTopic> found, Predicate<FoundTopic> isSo) {
        int at = 0;
        while (at < found.size() && !isSo.test(found.get(at))) {
            at++;
        }
        return at;
    }

    /// What was found last, without looking.
    synchronized Result last() {
        return new Result(last);
    }

    private Result remember(List<FoundTopic> found) {
        last = List.copyOf(found);
        Set<Path> there = new HashSet<>();
        found.forEach(one -> there.add(one.folder()));
        known.keySet().retainAll(there);
        stamps.keep(found.stream().filter(FoundTopic::settled).toList());
        return new Result(found);
    }

    private void read(Path root, boolean bundled, List<FoundTopic> found) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> folders = entries.filter(TopicScan::isTopicFolder).sorted().toList();
            List<Path> first = folders.subList(0, Math.min(folders.size(), MAX_FOLDERS));
            found.addAll(
                    (first.size() < MANY ? first.stream() : first.parallelStream())
                            .map(folder -> look(folder, bundled))
                            .toList());
            if (folders.size() > MAX_FOLDERS) {
                String limit = "; only the first " + MAX_FOLDERS + " are read";
                found.add(broken(root, bundled, "has " + folders.size() + " Topics" + limit));
            }
        } catch (IOException | UncheckedIOException e) {
            found.add(broken(root, bundled, "cannot be listed: " + e.getMessage()));
        }
    }

    private static boolean isTopicFolder(Path folder) {
        return Files.isDirectory(folder) && !folder.getFileName().toString().startsWith(".");
    }

    private static FoundTopic broken(Path root, boolean bundled, String why) {
        return FoundTopic.broken(root, bundled, List.of(new Problem(root.toString(), 0, why)));
    }

    private FoundTopic look(Path folder, boolean bundled) {
        String name = folder.getFileName().toString();
        if (!bundled && Files.isSymbolicLink(folder)) {
            return FoundTopic.broken(folder, false, List.of(new Problem(name, 0, LINK)));
        }
        try {
            long now = System.currentTimeMillis();
            FolderListing listed = FolderListing.list(folder);
            boolean settled = listed.newestMillis() < now - RACY_MILLIS;
            String stamp = listed.stamp();
            FoundTopic before = known.get(folder);
            if (before != null && before.settled() && before.stamp().equals(stamp)) {
                return before;
            }
            FoundTopic found = read(folder, name, bundled, listed, stamp, settled);
            known.put(folder, found);
            return found;
        } catch (TopicFileException e) {
            return FoundTopic.broken(folder, bundled, List.of(problem(name, e)));
        } catch (IOException e) {
            return broken(folder, bundled, "cannot be read: " + e.getMessage());
        } catch (RuntimeException e) { // the edge: what a stranger wrote, read by parsers
            LOG.log(Level.WARNING, () -> folder + ": cannot be read", e);
            return broken(folder, bundled, "cannot be read: " + e);
        }
    }

    private FoundTopic read(
            Path folder,
            String name,
            boolean bundled,
            FolderListing listed,
            String stamp,
            boolean settled)
            throws IOException, TopicFileException {
        try {
            Optional<String> remembered = stamps.digest(folder, stamp);
            if (remembered.filter(copies::has).isPresent()) {
                String digest = remembered.get();
                Topic copy = copies.topic(digest); // the same files, so the same Topic
                return new FoundTopic(folder, bundled, stamp, settled, digest, copy, List.of());
            }
            String digest =
                    remembered.isPresent() ? remembered.get() : TopicContent.of(listed).digest();
            FoundTopic before = known.get(folder);
            if (before != null && before.digest().equals(digest)) {
                return before.writtenAgain(stamp, settled);
            }
            Optional<JsonNode> manifest = manifests.find(digest);
            if (manifest.isPresent()) {
                Topic topic = TopicReader.readAgain(folder, name, manifest.get());
                return new FoundTopic(folder, bundled, stamp, settled, digest, topic, List.of());
            }
            List<JsonNode> valid = new ArrayList<>();
            Topic topic = TopicReader.read(folder, name, valid::add);
            List<Problem> leftOut = leftOut(topic, listed, name);
            if (!leftOut.isEmpty()) {
                return new FoundTopic(folder, bundled, stamp, settled, "", null, leftOut);
            }
            if (settled && FolderListing.list(folder).stamp().equals(stamp)) {
                valid.forEach(read -> manifests.keep(digest, read)); // of these very files
            }
            return new FoundTopic(folder, bundled, stamp, settled, digest, topic, List.of());
        } catch (InvalidDocumentException e) {
            return new FoundTopic(folder, bundled, stamp, settled, "", null, e.problems());
        }
    }

    static Problem problem(String name, TopicFileException e) {
        String place = e.file().isEmpty() ? name : name + "/" + e.file();
        return new Problem(place, 0, String.valueOf(e.getMessage()));
    }

    /// What the manifest names has to be among what matters, or it would not be copied.
    static List<Problem> leftOut(Topic topic, FolderListing listed, String name) {
        Set<String> there =
                listed.files().stream().map(FolderListing.Item::path).collect(Collectors.toSet());
        return topic.manifest().files().stream()
                .filter(file -> !there.contains(file))
                .map(file ->
                        new Problem(
                                name + "/" + file,
                                0,
                                "lies where nothing that runs may lie (hidden files, readme files,"
                                        + " tests, samples, src, docs, target, node_modules). Put it"
                                        + " elsewhere, for example into tools/"))
                .toList();
    }
}
