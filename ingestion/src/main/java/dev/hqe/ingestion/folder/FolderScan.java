package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.IngestProgress;
import dev.hqe.ingestion.IngestReport.Outcome;
import dev.hqe.ingestion.IngestSettings;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.internal.FolderWalk.Entering;
import dev.hqe.ingestion.internal.FolderWalk.Entry;
import dev.hqe.ingestion.internal.PathFilter;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.file.FileStamp;
import dev.hqe.kernel.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/// Brings what is stored of a folder in line with the folder.
///
/// In this order:
/// 1. One thread walks the folder, by path, with what is known of it read side by side
///    ([SideBySide]). A file that is as it was needs nothing more.
/// 2. Some threads read files ([FileReading]).
/// 3. One thread writes what becomes of them, many at once ([BatchWriter]).
/// 4. Once all of these have ended, and only if nobody cancelled and nothing failed and the folder
///    is still there, what the walk has not found is deleted. What could not be looked into is
///    kept.
///
/// So wherever it stops, nothing is deleted that is still in the folder. Queues of a fixed length
/// and a budget of bytes lie between the threads, so the slowest of them sets the pace and memory
/// does not depend on the folder.
///
/// A scan that is not of the whole folder enters some of its folders only and says nothing of the
/// others. Thread-safe.
public final class FolderScan {

    private static final int QUEUE = 256;

    /// What a scan works with; all of it outlives the scan.
    ///
    /// @param scratch folder for what is too much for memory
    public record Context(
            Database database,
            EntityStore store,
            DeadLetters deadLetters,
            IngestSettings settings,
            Path scratch) {}

    /// How much of a folder is scanned.
    ///
    /// @param entering which folders in it are entered
    /// @param whole whether that is all of them
    /// @param busy whether a file that was changed is left for another time, because somebody may
    ///   still write to it
    public record Part(Entering entering, boolean whole, BiPredicate<String, FileStamp> busy) {

        /// The whole folder, as it is now.
        public static final Part WHOLE = new Part(Entering.ALL, true, (path, stamp) -> false);
    }

    /// What is scanned.
    public record Task(SourceFolder source, FileReading reading, PathFilter filter, Part part) {

        /// Whether what is stored is compared too, not only what is known of the files.
        boolean isCompared() {
            return part.whole() && reading.isHashed();
        }
    }

    @FunctionalInterface
    private interface Stage {
        void run() throws InterruptedException;
    }

    /// What a reader takes from its queue.
    private sealed interface Turn {

        /// A file to read.
        record Read(Candidate file) implements Turn {}

        /// There are no more.
        record Over() implements Turn {}
    }

    private final Task task;
    private final SourceFolder source;
    private final Context context;
    private final String fingerprint;
    private final FolderWalk walk;
    private final String rootKey;
    private final RunState state = new RunState();
    private final ByteBudget budget;
    private final BlockingQueue<Turn> toRead = new ArrayBlockingQueue<>(QUEUE);
    private final BlockingQueue<Fate> toWrite = new ArrayBlockingQueue<>(QUEUE);
    private final Set<String> gone = new LinkedHashSet<>();

    /// @throws IngestException.Refused if the folder cannot be listed
    public FolderScan(Task task, Context context) {
        this.task = task;
        this.source = task.source();
        this.context = context;
        this.fingerprint = task.reading().fingerprint();
        this.rootKey = Reconciliation.rootKey(source);
        this.walk = Reconciliation.walk(task, context);
        this.budget = new ByteBudget(context.settings().inFlightBytes());
    }

    /// How far it has come.
    public IngestProgress progress() {
        return state.progress();
    }

    /// How many did not become an entity, by reason.
    public Map<Reason, Long> reasons() {
        return state.reasons();
    }

    public Outcome outcome() {
        return state.outcome();
    }

    /// Why it failed, if it did.
    public Optional<Throwable> failure() {
        return Optional.ofNullable(state.failure());
    }

    /// Asks it to stop.
    public void cancel() {
        state.cancel();
    }

    /// Something around it failed.
    public void fail(Throwable why) {
        state.fail(why);
    }

    /// Scans; returns when it is done, was cancelled or has failed.
    ///
    /// @param tell called every so often meanwhile
    public void run(Duration interval, Runnable tell) {
        try {
            FolderStore folder = new FolderStore(source, context, task.reading().isHashed());
            boolean first = folder.before().rootKey().isEmpty();
            boolean recover = folder.before().unfinished() || (first && folder.isKnown());
            pipeline(folder, recover, interval, tell);
            if (!state.stopped()) {
                new Reconciliation(task, context, folder, rootKey, gone, state).run(recover);
            }
            if (!state.stopped() && (task.part().whole() || (!recover && !first))) {
                folder.finish(rootKey);
            }
        } catch (RuntimeException | Error e) { // the edge: it becomes the outcome
            state.fail(e);
        }
    }

    private void pipeline(FolderStore folder, boolean recover, Duration interval, Runnable tell) {
        int readers = context.settings().readers();
        AtomicInteger reading = new AtomicInteger(readers);
        List<Thread> threads = new ArrayList<>();
        threads.add(stage("walk", () -> walk(folder, recover)));
        for (int i = 1; i <= readers; i++) {
            threads.add(stage("read-" + i, () -> read(reading)));
        }
        threads.add(stage("write", () -> write(folder)));
        for (Thread thread : threads) {
            join(thread, interval, tell);
        }
    }

    private void join(Thread thread, Duration interval, Runnable tell) {
        try {
            while (!thread.join(interval)) {
                tell.run();
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

    private void walk(FolderStore folder, boolean recover) throws InterruptedException {
        Known known = new Known(folder, task.isCompared(), gone, state);
        for (Optional<Entry> entry = walk.next();
                entry.isPresent() && !state.stopped();
                entry = walk.next()) {
            state.ignored.set(walk.ignored());
            switch (entry.get()) {
                case Entry.RegularFile file ->
                        look(file, known.row(file.path()), known.hash(file.path()), recover);
                case Entry.Link link ->
                        refuse(
                                known,
                                link,
                                Reason.LINK,
                                "it is a symbolic link; links are not followed");
                case Entry.Special special ->
                        refuse(
                                known,
                                special,
                                Reason.SPECIAL,
                                "it is a pipe, a socket or a device");
                case Entry.Unnamable unnamable ->
                        refuse(known, unnamable, Reason.INVALID, unnamable.why());
                case Entry.Unreadable unread -> {
                    state.found.incrementAndGet();
                    known.row(unread.path());
                    known.keepBelow(unread.path());
                    letter(unread, Reason.UNREADABLE, unread.why(), "", false, true);
                }
                case Entry.NotEntered not -> known.keepBelow(not.path());
                case Entry.TooMany where -> throw Reconciliation.tooMany(task, context, where);
            }
        }
        state.ignored.set(walk.ignored());
        state.walked = !state.stopped();
        known.end();
        for (int i = 0; i < context.settings().readers(); i++) {
            state.put(toRead, new Turn.Over());
        }
    }

    private void look(
            Entry.RegularFile file, Optional<FileRow> before, String stored, boolean recover)
            throws InterruptedException {
        boolean compared = task.isCompared();
        String stamp = Stamps.text(file.stamp(), fingerprint);
        Optional<FileRow> same =
                before.filter(row -> row.isOf(stamp))
                        .filter(row ->
                                !compared || stored.equals(row.entities() > 0 ? row.hash() : ""));
        if (same.isPresent()) {
            state.found.incrementAndGet();
            count(same.get());
        } else if (!task.part().busy().test(file.path(), file.stamp())) {
            state.found.incrementAndGet();
            boolean sweep = recover && !task.reading().isHashed();
            state.put(toRead, new Turn.Read(new Candidate(file, before, stored, sweep)));
        }
    }

    private void count(FileRow row) {
        Reason.of(row.reason()).ifPresent(state::refused);
        state.unchanged.addAndGet(row.entities());
    }

    private void refuse(Known known, Entry entry, Reason reason, String detail)
            throws InterruptedException {
        state.found.incrementAndGet();
        Optional<FileRow> before = known.row(entry.path());
        boolean stored = !known.hash(entry.path()).isEmpty();
        String stamp = fingerprint + " " + reason.word();
        if (!stored && before.filter(row -> row.isOf(stamp)).isPresent()) {
            state.refused(reason);
            return;
        }
        letter(
                entry,
                reason,
                detail,
                stamp,
                stored || before.filter(row -> row.entities() > 0).isPresent(),
                before.isPresent());
    }

    private void letter(
            Entry entry, Reason reason, String detail, String stamp, boolean sweep, boolean letters)
            throws InterruptedException {
        state.put(
                toWrite,
                new Fate.Refuse(new Fate.Letter(entry.item(), reason, detail, 0, Payload.NOTHING)));
        FileRow row = new FileRow(entry.path(), stamp, "", 0, true, reason.word());
        state.put(toWrite, new Fate.Done(row, entry.item(), sweep, Optional.empty(), letters));
    }

    private void read(AtomicInteger reading) throws InterruptedException {
        while (!state.stopped()) {
            Turn next = toRead.poll(RunState.NOTICE_MILLIS, TimeUnit.MILLISECONDS);
            if (next instanceof Turn.Over) {
                break;
            }
            if (next instanceof Turn.Read(Candidate file)) {
                FileSink sink =
                        new FileSink(file, toWrite, budget, state, fingerprint, context.scratch());
                task.reading().read(sink);
                sink.done();
            }
        }
        if (reading.decrementAndGet() == 0) {
            state.put(toWrite, new Fate.End());
        }
    }

    private void write(FolderStore folder) throws InterruptedException {
        BatchWriter writer =
                new BatchWriter(
                        folder,
                        context.settings().batchEntities(),
                        context.settings().batchBytes(),
                        budget,
                        state);
        try {
            writer.drain(toWrite);
        } finally {
            writer.close();
        }
    }

    /// Forgets what is known of the files of a folder, and leaves its entities.
    ///
    /// @param idPrefix see [SourceFolder#idPrefix]
    public static void forgetFiles(Database database, String idPrefix) {
        new FileRows(database).forget(idPrefix);
    }

    /// Deletes every entity of a folder, its letters, and what is known of its files. If it stops
    /// on the way, what it has deleted is gone; ask again for the rest.
    ///
    /// @param goOn asked before each batch
    /// @return how many entities there were
    public static long forget(SourceFolder source, Context context, Runnable goOn) {
        FolderStore folder = new FolderStore(source, context, true);
        long deleted = folder.deleteAll(goOn);
        context.deadLetters().removeUpTo(source.topicId(), source.name(), Long.MAX_VALUE);
        folder.forget();
        return deleted;
    }
}
