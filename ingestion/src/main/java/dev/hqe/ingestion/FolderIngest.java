package dev.hqe.ingestion;

import dev.hqe.ingestion.folder.FolderScan;
import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.folder.TextFiles;
import dev.hqe.ingestion.internal.PathFilter;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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

    private final FolderScan.Context context;
    private final EventBus bus;
    private final InstantSource clock;
    private final ConcurrentHashMap<Key, IngestRun> running = new ConcurrentHashMap<>();
    private final Set<Key> claimed = ConcurrentHashMap.newKeySet();
    private final Duration closing;
    private volatile boolean closed;

    public FolderIngest(
            Database database,
            EntityStore store,
            DeadLetters deadLetters,
            EventBus bus,
            InstantSource clock,
            IngestSettings settings) {
        this(database, store, deadLetters, bus, clock, settings, CLOSING);
    }

    /// @param closing how long [#close] waits for what runs
    FolderIngest(
            Database database,
            EntityStore store,
            DeadLetters deadLetters,
            EventBus bus,
            InstantSource clock,
            IngestSettings settings,
            Duration closing) {
        this.closing = closing;
        this.bus = bus;
        this.clock = clock;
        this.context =
                new FolderScan.Context(
                        database,
                        store,
                        deadLetters,
                        settings,
                        Path.of(System.getProperty("java.io.tmpdir")));
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
        TextFiles.schema(topic); // before the folder is looked at
        SourceFolder source = SourceFolder.of(folder, topic.id());
        Key key = new Key(topic.id(), source.folder());
        TextFiles reading = new TextFiles(source, topic, clock, context.settings().maxFileBytes());
        FolderScan scan =
                new FolderScan(
                        new FolderScan.Task(source, reading, PathFilter.ALL, FolderScan.Part.WHOLE),
                        context);
        IngestRun run =
                new IngestRun(
                        source, scan, bus, clock, context.settings().progressInterval(), listener);
        claim(key);
        running.put(key, run);
        if (closed) { // asked only now, so that close() has missed nobody
            release(key);
            throw shutDown(folder);
        }
        run.start(() -> release(key));
        return run;
    }

    /// Ingests a folder and waits for the end; see [IngestRun#await] for interruption.
    ///
    /// @throws IngestException.Refused as [#start(Path, Topic)]
    /// @throws IngestException.Failed if it fails on the way
    public IngestReport run(Path folder, Topic topic, Consumer<? super IngestProgress> listener) {
        return start(folder, topic, listener).await();
    }

    /// Deletes every entity of a folder in a Topic, and the folder's dead letters; the folder
    /// itself is left alone. It need not be there any more: then its path counts, as it was. A link
    /// stands for the folder behind it.
    ///
    /// Deletes in batches. If it stops on the way, what it has deleted is gone; ask again for the
    /// rest.
    ///
    /// @return how many entities there were
    /// @throws IngestException.Refused if the folder is being ingested into this Topic
    /// @throws IngestException.Failed if this is closed meanwhile
    public long forget(Path folder, Topic topic) {
        SourceFolder source = SourceFolder.recorded(folder, topic.id());
        Key key = new Key(topic.id(), source.folder());
        claim(key);
        try {
            return FolderScan.forget(source, context, () -> requireOpen(source));
        } finally {
            release(key);
        }
    }

    private void requireOpen(SourceFolder source) {
        if (closed) {
            throw new IngestException.Failed(
                    source.folder()
                            + ": ingestion is shut down; some entities are deleted. Ask again for"
                            + " the rest.");
        }
    }

    private void claim(Key key) {
        if (closed) {
            throw shutDown(key.folder());
        }
        if (!claimed.add(key)) {
            throw new IngestException.Refused(
                    key.folder()
                            + ": is being ingested into '"
                            + key.topicId()
                            + "' already, or forgotten. Wait for that to end, or cancel it.");
        }
    }

    private void release(Key key) {
        running.remove(key);
        claimed.remove(key);
    }

    private static IngestException shutDown(Path folder) {
        return new IngestException.Refused(folder + ": ingestion is shut down");
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
