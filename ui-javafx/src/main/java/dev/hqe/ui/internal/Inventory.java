package dev.hqe.ui.internal;

import dev.hqe.kernel.entity.EntityDeleted;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.EntityStore.KindCount;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.CatalogLoaded;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.kernel.topic.TopicEntry;
import dev.hqe.ui.ToolList;
import dev.hqe.ui.WindowParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What is in the workbench now: Topics, folders that did not load, tools, and how many entities of
/// each kind. Shared by the pages, kept up to date by the event bus.
///
/// Counts are read from the store, not added up from the facts: facts may come twice, or be dropped
/// when the window cannot follow, and the store is always right.
///
/// Everything here is for the JavaFX thread.
public final class Inventory {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private record Things(
            Collection<Topic> topics,
            Map<TopicId, Path> folders,
            List<TopicCatalog.Rejected> rejected,
            List<ToolList.Tool> tools) {}

    /// What is read, each with a problem of its own: a read that goes well says nothing of another.
    private enum Read {
        COUNTS,
        TOPICS,
        SCAN
    }

    private record Counted(List<KindCount> counts, long backlog) {}

    private final TopicCatalog catalog;
    private final EntityStore store;
    private final Reload<Things> things;
    private final Reload<Counted> counted;
    private final Reload<Boolean> scan;

    private Map<TopicId, Path> folders = Map.of();
    private final ObservableList<Topic> topics = FXCollections.observableArrayList();
    private final ObservableList<TopicCatalog.Rejected> rejected =
            FXCollections.observableArrayList();
    private final ObservableList<ToolList.Tool> tools = FXCollections.observableArrayList();
    private final ObservableList<KindCount> counts = FXCollections.observableArrayList();
    private final ReadOnlyLongWrapper entities = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper backlog = new ReadOnlyLongWrapper();
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final Map<Read, String> problems = new EnumMap<>(Read.class);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    public Inventory(WindowParts parts, FxDispatcher dispatcher) {
        this.catalog = parts.topics();
        this.store = parts.entities();
        this.things =
                new Reload<>(
                        "topics",
                        dispatcher,
                        PAUSE,
                        () ->
                                new Things(
                                        catalog.topics(),
                                        foldersOf(catalog),
                                        catalog.rejected(),
                                        parts.tools().tools()),
                        this::show,
                        failure -> failed(Read.TOPICS, failure));
        this.counted =
                new Reload<>(
                        "counts",
                        dispatcher,
                        PAUSE,
                        () -> new Counted(store.counts(), parts.backlog().getAsLong()),
                        this::show,
                        failure -> failed(Read.COUNTS, failure));
        this.scan =
                new Reload<>(
                        "rescan",
                        dispatcher,
                        PAUSE,
                        () -> {
                            catalog.load();
                            return true;
                        },
                        done -> {
                            wentWell(Read.SCAN);
                            things.request();
                        },
                        failure -> failed(Read.SCAN, failure));
        dispatcher.hear(parts.bus(), "topics", CatalogLoaded.class, fact -> things.request());
        dispatcher.hear(parts.bus(), "stored", EntityStored.class, fact -> changed());
        dispatcher.hear(parts.bus(), "deleted", EntityDeleted.class, fact -> changed());
        refresh();
    }

    /// Reads everything anew.
    public void refresh() {
        things.request();
        counted.request();
    }

    /// Reads the Topic folders anew.
    public void rescan() {
        scan.request();
    }

    private void changed() {
        changes.set(changes.get() + 1);
        counted.request();
    }

    private void show(Things seen) {
        wentWell(Read.TOPICS);
        folders = seen.folders();
        setIfOther(topics, List.copyOf(seen.topics()));
        setIfOther(rejected, seen.rejected());
        setIfOther(tools, seen.tools());
    }

    private void show(Counted seen) {
        wentWell(Read.COUNTS);
        List<KindCount> largestFirst =
                seen.counts().stream()
                        .sorted(
                                Comparator.comparingLong(KindCount::entities)
                                        .reversed()
                                        .thenComparing(KindCount::topicId)
                                        .thenComparing(KindCount::kind))
                        .toList();
        entities.set(largestFirst.stream().mapToLong(KindCount::entities).sum());
        backlog.set(seen.backlog());
        setIfOther(counts, largestFirst);
        known.set(true);
    }

    private void wentWell(Read read) {
        problems.remove(read);
        tellProblem();
    }

    private void failed(Read read, RuntimeException e) {
        String message = e.getMessage();
        problems.put(read, message == null ? e.toString() : message);
        tellProblem();
    }

    private void tellProblem() {
        problem.set(problems.values().stream().findFirst().orElse(""));
    }

    private static <T> void setIfOther(ObservableList<T> shown, List<T> seen) {
        if (!shown.equals(seen)) {
            shown.setAll(seen);
        }
    }

    public ObservableList<Topic> topics() {
        return topics;
    }

    /// Topic folders that cannot be used.
    public ObservableList<TopicCatalog.Rejected> rejected() {
        return rejected;
    }

    public ObservableList<ToolList.Tool> tools() {
        return tools;
    }

    /// Entities by Topic and kind, the most first.
    public ObservableList<KindCount> counts() {
        return counts;
    }

    /// All entities.
    public ReadOnlyLongProperty entities() {
        return entities.getReadOnlyProperty();
    }

    /// Rises with each change of an entity that this window has heard of.
    public ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /// Changes that are stored but not told to everyone yet.
    public ReadOnlyLongProperty backlog() {
        return backlog.getReadOnlyProperty();
    }

    /// Whether the counts have been read once.
    public ReadOnlyBooleanProperty known() {
        return known.getReadOnlyProperty();
    }

    /// Why something could not be read when it was last tried, the counts before the Topics; empty
    /// if everything could.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    private static Map<TopicId, Path> foldersOf(TopicCatalog catalog) {
        return catalog.entries().stream()
                .filter(entry -> entry.running().isPresent())
                .collect(
                        Collectors.toMap(
                                entry -> entry.running().orElseThrow().id(),
                                TopicEntry::folder,
                                (one, other) -> one));
    }

    /// Where a person finds the Topic; what runs is a copy.
    public Path folderOf(Topic topic) {
        return folders.getOrDefault(topic.id(), topic.folder());
    }

    /// The Topic's name as people read it, or its id where it is not loaded.
    public String nameOf(TopicId id) {
        Optional<Topic> topic = topics.stream().filter(t -> t.id().equals(id)).findFirst();
        return topic.map(t -> t.manifest().name()).orElse(id.value());
    }
}
