package dev.hqe.ingestion;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Makes entities of the files of a folder, one each, and keeps them as the folder is: a further
/// run stores what has changed and deletes what is gone.
///
/// An entity is of the kind `SourceFile`, with the data `path` (in the folder, with `/`), `root`
/// (the folder's label), `language`, `size` (bytes), `lines`, `sha256` (of the bytes) and `text`.
/// Its id is `TOPIC/LABEL-HASH/PATH`, where the hash is of the folder's absolute path.
///
/// Left out are what `.gitignore` excludes, which is counted, and what is no text, too large, a
/// link or broken, which is in the [DeadLetters].
///
/// Thread-safe; methods block, so call from virtual threads. Closing it cancels what still runs.
public final class FolderIngest implements AutoCloseable {

    /// The kind of the entities.
    public static final Kind KIND = new Kind("SourceFile");

    private static final Logger LOG = System.getLogger(FolderIngest.class.getName());
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private record Key(TopicId topicId, Path folder) {}

    private final IngestRun.Context context;
    private final ConcurrentHashMap<Key, IngestRun> running = new ConcurrentHashMap<>();
    private final Duration closing;
    private volatile boolean closed;

    public FolderIngest(
            EntityStore store,
            DeadLetters deadLetters,
            EventBus bus,
            InstantSource clock,
            IngestSettings settings) {
        this(store, deadLetters, bus, clock, settings, CLOSING);
    }

    /// @param closing how long [#close] waits for what runs
    FolderIngest(
            EntityStore store,
            DeadLetters deadLetters,
            EventBus bus,
            InstantSource clock,
            IngestSettings settings,
            Duration closing) {
        this.closing = closing;
        this.context = new IngestRun.Context(store, deadLetters, bus, clock, settings);
    }

    /// Begins to ingest a folder.
    ///
    /// @throws IngestException.Refused if there is no such folder, it cannot be read, the Topic has
    ///   no kind `SourceFile`, or the folder is being ingested into this Topic already
    public IngestRun start(Path folder, Topic topic) {
        return start(folder, topic, progress -> {});
    }

    /// Begins to ingest a folder.
    ///
    /// @param listener hears of progress at most once per [IngestSettings#progressInterval], and at
    ///   the end, on the run's own thread
    /// @throws IngestException.Refused as [#start(Path, Topic)]
    public IngestRun start(Path folder, Topic topic, Consumer<? super IngestProgress> listener) {
        JsonSchema schema =
                topic.schema(KIND)
                        .orElseThrow(() ->
                                new IngestException.Refused(
                                        "Topic '"
                                                + topic.id()
                                                + "' has no kind "
                                                + KIND
                                                + ", so files cannot be stored in it. Name a schema"
                                                + " for it under data_schema in "
                                                + topic.file("topic.yaml")
                                                + ", or choose another Topic."));
        SourceFolder source = SourceFolder.of(folder, topic.id());
        Key key = new Key(topic.id(), source.folder());
        IngestRun run = new IngestRun(source, schema, context, listener);
        if (running.putIfAbsent(key, run) != null) {
            throw new IngestException.Refused(
                    source.folder()
                            + ": is being ingested into '"
                            + topic.id()
                            + "' already. Wait for that to end, or cancel it.");
        }
        if (closed) { // asked only now, so that close() has missed nobody
            running.remove(key);
            throw new IngestException.Refused(folder + ": ingestion is shut down");
        }
        run.start(() -> running.remove(key));
        return run;
    }

    /// Ingests a folder and waits for the end; see [IngestRun#await] for interruption.
    ///
    /// @throws IngestException.Refused as [#start(Path, Topic)]
    /// @throws IngestException.Failed if it fails on the way
    public IngestReport run(Path folder, Topic topic, Consumer<? super IngestProgress> listener) {
        return start(folder, topic, listener).await();
    }

    /// Cancels what runs and waits for its end, for five seconds in all. What has not ended by then
    /// is left alone: its threads hold no process, and the store is whole after every commit.
    @Override
    public void close() {
        closed = true;
        List<IngestRun> left = List.copyOf(running.values());
        left.forEach(IngestRun::cancel);
        long deadline = System.nanoTime() + closing.toNanos();
        for (IngestRun run : left) {
            if (!run.awaitFor(Duration.ofNanos(deadline - System.nanoTime()))) {
                LOG.log(
                        Level.WARNING,
                        "the ingestion of {0} does not end; what it has stored stays",
                        run.folder());
            }
        }
    }
}
