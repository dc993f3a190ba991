package dev.hqe.ingestion;

import dev.hqe.ingestion.SourceFileReader.Candidate;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.internal.FolderWalk.Entry;
import dev.hqe.ingestion.internal.RunEnd;
import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.JsonSchema;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A folder being ingested.
///
/// In this order:
/// 1. One thread walks the folder, by path, with what is stored of it read side by side
///    ([StoredFiles]). A file goes on with the hash that is stored of it; what is stored and no
///    longer in the folder is only counted.
/// 2. Some threads read files ([SourceFileReader]). One whose hash is the stored one needs nothing
///    more; any other becomes an entity or a dead letter.
/// 3. One thread writes both, many at once ([BatchWriter]). It replaces, and never deletes: a file
///    that was text and is not any more keeps its old entity for now.
/// 4. Once all of these have ended, and only if the walk saw the whole folder and nobody cancelled
///    and nothing failed, the run's own thread deletes ([Reconciliation]): what the walk counted as
///    gone, found by a second walk; then entities whose file this run refused; last the letters of
///    earlier runs. What could not be looked into is kept.
///
/// So wherever it stops, nothing is deleted that is still in the folder. Queues of a fixed length
/// and a budget of bytes lie between the threads, so the slowest of them sets the pace and memory
/// does not depend on the folder.
///
/// Thread-safe.
public final class IngestRun {

    private static final Logger LOG = System.getLogger(IngestRun.class.getName());
    private static final int QUEUE = 256;

    /// What a run works with; all of it outlives the run.
    record Context(
            EntityStore store,
            DeadLetters deadLetters,
            EventBus bus,
            InstantSource clock,
            IngestSettings settings) {}

    @FunctionalInterface
    private interface Stage {
        void run() throws InterruptedException;
    }

    private final SourceFolder source;
    private final JsonSchema schema;
    private final Context context;
    private final FolderWalk walk;
    private final Consumer<? super IngestProgress> listener;
    private final RunState state = new RunState();
    private final Instant startedAt;
    private final ByteBudget budget;
    private final BlockingQueue<Optional<Candidate>> toRead = new ArrayBlockingQueue<>(QUEUE);
    private final BlockingQueue<Fate> toWrite = new ArrayBlockingQueue<>(QUEUE);
    private final RunEnd<IngestReport> end = new RunEnd<>();

    IngestRun(
            SourceFolder source,
            JsonSchema schema,
            Context context,
            Consumer<? super IngestProgress> listener) {
        this.source = source;
        this.schema = schema;
        this.context = context;
        this.listener = listener;
        this.walk = Reconciliation.open(source, context.settings());
        this.startedAt = context.clock().instant();
        this.budget = new ByteBudget(context.settings().inFlightBytes());
    }

    void start(Runnable atEnd) {
        Thread.ofVirtual().name("ingest-" + source.label()).start(() -> run(atEnd));
    }

    public TopicId topicId() {
        return source.topicId();
    }

    /// The folder, as an absolute path without links.
    public Path folder() {
        return source.folder();
    }

    /// How far it has come.
    public IngestProgress progress() {
        return state.progress();
    }

    /// Asks it to stop. What is stored stays, nothing is deleted (unless it has seen the whole
    /// folder already), and the next run goes on from there. Does nothing if it has ended.
    public void cancel() {
        state.cancel();
    }

    /// Waits for the end. If this thread is interrupted the run is cancelled, its end is still
    /// waited for, and the thread is interrupted when this returns.
    ///
    /// @return a report of what was done; see its outcome
    /// @throws IngestException.Failed if the run failed, saying why
    public IngestReport await() {
        return end.await(this::cancel, this::failed);
    }

    /// Waits for the end, whatever it is, but no longer than this: for who shuts down, and must not
    /// wait for a disk that does not answer. Does not cancel. If this thread is interrupted it
    /// returns at once and leaves it so.
    ///
    /// @return whether the run has ended
    public boolean awaitFor(Duration longest) {
        return end.awaitFor(longest);
    }

    private IngestException failed(Throwable cause) {
        return cause instanceof IngestException own
                ? own
                : new IngestException.Failed(why(cause), cause);
    }

    private String why(Throwable cause) {
        return source.folder()
                + ": ingestion stopped: "
                + (cause instanceof KernelException ? cause.getMessage() : cause)
                + ". What was stored stays; ingest the folder again to go on.";
    }

    private void run(Runnable atEnd) {
        try {
            long lettersBefore = context.deadLetters().lastSeq();
            pipeline();
            if (!state.stopped()) {
                new Reconciliation(
                                context.store(),
                                context.deadLetters(),
                                source,
                                context.settings(),
                                state)
                        .run(lettersBefore);
            }
        } catch (RuntimeException | Error e) { // the edge: it becomes the run's outcome
            state.fail(e);
        } finally {
            atEnd.run();
            finish();
        }
    }

    private void pipeline() {
        int readers = context.settings().readers();
        AtomicInteger reading = new AtomicInteger(readers);
        List<Thread> threads = new ArrayList<>();
        threads.add(stage("walk", this::walk));
        for (int i = 1; i <= readers; i++) {
            threads.add(stage("read-" + i, () -> read(reading)));
        }
        threads.add(
                stage(
                        "write",
                        () ->
                                new BatchWriter(
                                                context.store(),
                                                context.deadLetters(),
                                                source,
                                                context.settings(),
                                                budget,
                                                state)
                                        .drain(toWrite)));
        Duration interval = context.settings().progressInterval();
        for (Thread thread : threads) {
            join(thread, interval);
        }
    }

    private void join(Thread thread, Duration interval) {
        try {
            while (!thread.join(interval)) {
                tell();
            }
        } catch (InterruptedException e) { // nobody has this thread to interrupt it
            state.cancel();
            Thread.currentThread().interrupt();
        }
    }

    private Thread stage(String name, Stage stage) {
        return Thread.ofVirtual()
                .name("ingest-" + source.label() + "-" + name)
                .start(() -> {
                    try {
                        stage.run();
                    } catch (InterruptedException e) {
                        state.cancel();
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException | Error e) { // the edge of this thread
                        state.fail(e);
                    }
                });
    }

    private void walk() throws InterruptedException {
        StoredFiles stored =
                new StoredFiles(context.store(), source, id -> state.gone.incrementAndGet(), state);
        for (Optional<Entry> entry = walk.next();
                entry.isPresent() && !state.stopped();
                entry = walk.next()) {
            state.ignored.set(walk.ignored());
            state.found.incrementAndGet();
            switch (entry.get()) {
                case Entry.RegularFile file -> {
                    Candidate candidate = new Candidate(file, stored.sha256(file.path()));
                    state.put(toRead, Optional.of(candidate));
                }
                case Entry.Link link ->
                        refuse(link, Reason.LINK, "it is a symbolic link; links are not followed");
                case Entry.Special special ->
                        refuse(special, Reason.SPECIAL, "it is a pipe, a socket or a device");
                case Entry.Unnamable unnamable ->
                        refuse(unnamable, Reason.INVALID, unnamable.why());
                case Entry.Unreadable folder -> {
                    stored.keepBelow(folder.path());
                    refuse(folder, Reason.UNREADABLE, folder.why());
                }
                case Entry.TooMany where ->
                        throw Reconciliation.tooMany(source, context.settings(), where);
            }
        }
        state.ignored.set(walk.ignored());
        state.walked = !state.stopped();
        stored.end();
        for (int i = 0; i < context.settings().readers(); i++) {
            state.put(toRead, Optional.empty());
        }
    }

    private void refuse(Entry entry, Reason reason, String detail) throws InterruptedException {
        state.put(toWrite, new Fate.Refuse(entry.item(), reason, detail));
    }

    private void read(AtomicInteger reading) throws InterruptedException {
        SourceFileReader reader =
                new SourceFileReader(
                        source,
                        schema,
                        context.clock(),
                        context.settings().maxFileBytes(),
                        budget,
                        state);
        while (!state.stopped()) {
            Optional<Candidate> next = toRead.poll(RunState.NOTICE_MILLIS, TimeUnit.MILLISECONDS);
            if (next == null) {
                continue;
            }
            if (next.isEmpty()) {
                break;
            }
            Optional<Fate> fate = reader.read(next.get());
            if (fate.isPresent()) {
                state.put(toWrite, fate.get());
            }
        }
        if (reading.decrementAndGet() == 0) {
            state.put(toWrite, new Fate.End());
        }
    }

    private void tell() {
        IngestProgress progress = state.progress();
        context.bus().publish(new IngestProgressed(topicId(), folder(), progress));
        try {
            listener.accept(progress);
        } catch (RuntimeException | Error e) { // the edge: a listener's failure stays its own
            LOG.log(Level.WARNING, "a listener of the ingestion of " + folder() + " failed", e);
        }
    }

    private void finish() {
        try {
            tell();
            Throwable failure = state.failure();
            IngestReport report = report(failure);
            context.bus().publish(new IngestFinished(report));
            if (failure == null) {
                end.complete(report);
            } else {
                end.fail(failure);
            }
        } catch (RuntimeException | Error e) { // the edge: who waits must hear of the end
            end.fail(e);
        }
    }

    private IngestReport report(@Nullable Throwable failure) {
        return new IngestReport(
                topicId(),
                folder(),
                source.label(),
                state.outcome(),
                state.progress(),
                state.reasons(),
                startedAt,
                failure == null ? "" : String.valueOf(failed(failure).getMessage()));
    }
}
