package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.TopicReader.MANIFEST;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The Topics of this workbench, read from the folders below some roots.
///
/// Thread-safe: [#load] replaces everything at once, readers see the old or the new state.
public final class TopicCatalog {

    /// Most folders looked at below one root.
    public static final int MAX_FOLDERS = 2000;

    /// A folder that cannot be used, and why.
    public record Rejected(Path folder, List<Problem> problems) {

        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    private record State(Map<TopicId, Topic> topics, List<Rejected> rejected) {}

    private static final Logger LOG = System.getLogger(TopicCatalog.class.getName());

    private final List<Path> roots;
    private final EventBus bus;
    private volatile State state = new State(Map.of(), List.of());

    /// @param roots folders of Topic folders; a Topic in an earlier root wins over one of the same
    ///   id in a later one, which is rejected. A root that does not exist is empty.
    public TopicCatalog(List<Path> roots, EventBus bus) {
        this.roots = List.copyOf(roots);
        this.bus = bus;
    }

    /// Reads every folder anew. What cannot be read, a whole root even, is among the [#rejected].
    public void load() {
        Map<TopicId, Topic> topics = new TreeMap<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Path folder : folders(rejected)) {
            try {
                Topic topic = TopicReader.read(folder, folder.getFileName().toString());
                Topic twin = topics.putIfAbsent(topic.id(), topic);
                if (twin != null) {
                    rejected.add(sameId(topic, twin));
                }
            } catch (InvalidDocumentException e) {
                rejected.add(new Rejected(folder, e.problems()));
            } catch (RuntimeException e) { // the edge: what a stranger wrote, read by parsers
                LOG.log(Level.WARNING, () -> folder + ": cannot be read", e);
                rejected.add(rejected(folder, "cannot be read: " + e));
            }
        }
        state = new State(Map.copyOf(topics), List.copyOf(rejected));
        topics.values().forEach(t -> bus.publish(new TopicLoaded(t.id(), t.manifest().version())));
        rejected.forEach(r -> bus.publish(new TopicRejected(r.folder(), r.problems())));
        bus.publish(new CatalogLoaded(topics.size(), rejected.size()));
    }

    private static Rejected sameId(Topic topic, Topic twin) {
        Problem problem =
                new Problem(
                        topic.folder().getFileName() + "/" + MANIFEST,
                        0,
                        "there is a Topic '"
                                + topic.id()
                                + "' already, in "
                                + twin.folder()
                                + ". Change the id or remove one of them.");
        return new Rejected(topic.folder(), List.of(problem));
    }

    private static Rejected rejected(Path folder, String why) {
        return new Rejected(folder, List.of(new Problem(folder.toString(), 0, why)));
    }

    private List<Path> folders(List<Rejected> rejected) {
        List<Path> found = new ArrayList<>();
        for (Path root : roots) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(root)) {
                List<Path> folders =
                        entries.filter(Files::isDirectory)
                                .filter(folder -> !folder.getFileName().toString().startsWith("."))
                                .sorted()
                                .toList();
                folders.stream().limit(MAX_FOLDERS).forEach(found::add);
                if (folders.size() > MAX_FOLDERS) {
                    String limit = "; only the first " + MAX_FOLDERS + " are read";
                    rejected.add(rejected(root, "has " + folders.size() + " Topics" + limit));
                }
            } catch (IOException | UncheckedIOException e) {
                rejected.add(rejected(root, "cannot be listed: " + e.getMessage()));
            }
        }
        return found;
    }

    /// The Topics that can be used, by id.
    public Collection<Topic> topics() {
        return state.topics().values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    }

    /// The folders that cannot be used, and roots that could not be read as a whole.
    public List<Rejected> rejected() {
        return state.rejected();
    }

    public Optional<Topic> find(TopicId id) {
        return Optional.ofNullable(state.topics().get(id));
    }

    /// The Topic of this name.
    ///
    /// @throws TopicException if there is none, naming those there are
    public Topic require(String name) {
        List<String> names = state.topics().keySet().stream().map(TopicId::value).sorted().toList();
        return topics().stream()
                .filter(topic -> topic.id().value().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new TopicException(
                                "there is no Topic '"
                                        + name
                                        + "'"
                                        + Suggestion.among(name, names)
                                        + (names.isEmpty()
                                                ? ". None is loaded."
                                                : ". There are: " + String.join(", ", names)),
                                null));
    }
}
