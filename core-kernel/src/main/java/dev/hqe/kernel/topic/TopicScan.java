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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the Topic folders. What has not been written to since the last time, by the sizes and
/// times of its files, is not read again. Asks nobody and judges nothing, so that it can run before
/// the database is open.
///
/// Thread-safe: one scan at a time.
public final class TopicScan {

    /// Most folders looked at below one root.
    public static final int MAX_FOLDERS = 2_000;

    private static final Logger LOG = System.getLogger(TopicScan.class.getName());

    private final TopicPlaces places;
    private final Map<Path, FoundTopic> known = new HashMap<>();

    public TopicScan(TopicPlaces places) {
        this.places = places;
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

    TopicPlaces places() {
        return places;
    }

    /// Looks at every folder.
    public synchronized Result read() {
        List<FoundTopic> found = new ArrayList<>();
        for (Path root : places.bundled()) {
            read(root, true, found);
        }
        read(places.topics(), false, found);
        Set<Path> there = new HashSet<>();
        found.forEach(one -> there.add(one.folder()));
        known.keySet().retainAll(there);
        return new Result(found);
    }

    private void read(Path root, boolean bundled, List<FoundTopic> found) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> folders =
                    entries.filter(Files::isDirectory)
                            .filter(folder -> !folder.getFileName().toString().startsWith("."))
                            .sorted()
                            .toList();
            folders.stream().limit(MAX_FOLDERS).forEach(f -> found.add(look(f, bundled)));
            if (folders.size() > MAX_FOLDERS) {
                String limit = "; only the first " + MAX_FOLDERS + " are read";
                found.add(broken(root, bundled, "has " + folders.size() + " Topics" + limit));
            }
        } catch (IOException | UncheckedIOException e) {
            found.add(broken(root, bundled, "cannot be listed: " + e.getMessage()));
        }
    }

    private static FoundTopic broken(Path root, boolean bundled, String why) {
        return FoundTopic.broken(root, bundled, "", List.of(new Problem(root.toString(), 0, why)));
    }

    private FoundTopic look(Path folder, boolean bundled) {
        String name = folder.getFileName().toString();
        String stamp = "";
        try {
            FolderListing listed = FolderListing.list(folder);
            stamp = listed.stamp();
            FoundTopic before = known.get(folder);
            if (before != null && before.stamp().equals(stamp)) {
                return before;
            }
            Topic topic = TopicReader.read(folder, name);
            String digest = TopicContent.of(listed).digest();
            List<Problem> leftOut = leftOut(topic, listed, name);
            return remembered(
                    leftOut.isEmpty()
                            ? new FoundTopic(folder, bundled, stamp, digest, topic, List.of())
                            : FoundTopic.broken(folder, bundled, stamp, leftOut));
        } catch (InvalidDocumentException e) {
            return remembered(FoundTopic.broken(folder, bundled, stamp, e.problems()));
        } catch (TopicFileException e) {
            return FoundTopic.broken(folder, bundled, "", List.of(problem(name, e)));
        } catch (IOException e) {
            return broken(folder, bundled, "cannot be read: " + e.getMessage());
        } catch (RuntimeException e) { // the edge: what a stranger wrote, read by parsers
            LOG.log(Level.WARNING, () -> folder + ": cannot be read", e);
            return broken(folder, bundled, "cannot be read: " + e);
        }
    }

    private FoundTopic remembered(FoundTopic found) {
        known.put(found.folder(), found);
        return found;
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
