package dev.hqe.ui.internal;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.ui.FolderIngestion;
import dev.hqe.ui.FolderIngestion.Progress;
import dev.hqe.ui.FolderIngestion.Summary;
import dev.hqe.ui.WindowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Adds folders, one at a time, to the Topic that is chosen. For the JavaFX thread.
public final class IngestModel {

    private final FolderIngestion ingestion;
    private final FxDispatcher dispatcher;
    private final ObservableList<Topic> takers = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Topic> taker = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<IngestState> state =
            new ReadOnlyObjectWrapper<>(new IngestState.Idle());
    private volatile AtomicBoolean cancelled = new AtomicBoolean();
    private volatile @Nullable Thread reading;

    public IngestModel(FolderIngestion ingestion, Inventory inventory, FxDispatcher dispatcher) {
        this.ingestion = ingestion;
        this.dispatcher = dispatcher;
        inventory
                .topics()
                .addListener((ListChangeListener<Topic>) change -> takersAmong(inventory.topics()));
        takersAmong(inventory.topics());
    }

    private void takersAmong(List<Topic> topics) {
        Topic before = taker.get();
        takers.setAll(topics.stream().filter(ingestion::accepts).toList());
        taker.set(
                takers.stream()
                        .filter(topic -> before != null && topic.id().equals(before.id()))
                        .findFirst()
                        .orElse(takers.isEmpty() ? null : takers.getFirst()));
    }

    /// The Topics that can take a folder.
    public ObservableList<Topic> takers() {
        return takers;
    }

    /// The Topic that takes the next folder; null while there is none that can.
    public ObjectProperty<@Nullable Topic> taker() {
        return taker;
    }

    public ReadOnlyObjectProperty<IngestState> state() {
        return state.getReadOnlyProperty();
    }

    /// Whether a folder can be added now: a Topic takes it and none is being read.
    public boolean ready() {
        return taker.get() != null && !(state.get() instanceof IngestState.Running);
    }

    /// Starts to read the folder into the chosen Topic.
    ///
    /// @return whether it did; it does not while another is read or no Topic can take it
    public boolean add(Path folder) {
        Topic topic = taker.get();
        if (topic == null || !ready()) {
            return false;
        }
        AtomicBoolean stop = new AtomicBoolean();
        cancelled = stop;
        state.set(
                new IngestState.Running(
                        folder, topic, new Progress(0, 0, 0, ""), Duration.ZERO, false));
        reading = Thread.ofVirtual().name("window-ingest").start(() -> run(folder, topic, stop));
        return true;
    }

    private void run(Path folder, Topic topic, AtomicBoolean stop) {
        long began = System.nanoTime();
        Consumer<Progress> progress =
                dispatcher.latest(
                        seen -> advance(seen, Duration.ofNanos(System.nanoTime() - began)));
        IngestState end;
        try {
            if (!Files.isDirectory(folder)) {
                throw new WindowException(Texts.of("ingest.noFolder", folder), null);
            }
            Summary summary = ingestion.ingest(folder, topic, progress, stop::get);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            end = new IngestState.Done(folder, topic, summary, took);
        } catch (RuntimeException e) { // the edge: shown to the person
            String message = e.getMessage();
            end = new IngestState.Failed(folder, topic, message == null ? e.toString() : message);
        }
        IngestState reached = end;
        dispatcher.post(() -> state.set(reached));
    }

    /// Waits until the folder that was added last has been read, or reading it has ended. From any
    /// thread but the JavaFX thread.
    ///
    /// @return whether that was so in time
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        Thread last = reading;
        return last == null || last.join(atMost);
    }

    private void advance(Progress seen, Duration since) {
        if (state.get() instanceof IngestState.Running running) {
            state.set(
                    new IngestState.Running(
                            running.folder(), running.topic(), seen, since, running.cancelling()));
        }
    }

    /// The same from any thread, and nobody sees it.
    void stop() {
        cancelled.set(true);
    }

    /// Asks the running ingest to stop; it does so after the file it is at.
    public void cancel() {
        stop();
        if (state.get() instanceof IngestState.Running r) {
            state.set(
                    new IngestState.Running(r.folder(), r.topic(), r.progress(), r.since(), true));
        }
    }
}
