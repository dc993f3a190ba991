package dev.hqe.ingestion.source;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.DeadLetters.Refusal;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.IngestProgress;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.folder.FolderScan;
import dev.hqe.ingestion.internal.RunEnd;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.ingestion.source.SourceTable.Position;
import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A run of a source.
///
/// One thread reads, maps and checks records and gathers them into batches ([RecordIntake]); the
/// run's own thread commits a batch: first its entities, then its dead letters, then the number of
/// its last record. A record that a transform has made several of is in one batch with all of them.
///
/// A run that is stopped, by whatever, goes on behind the last record whose number is committed, if
/// the file is still the one that was read. What was committed just before a crash and whose number
/// was not is stored again, which changes nothing: equal ids and data are the same entity. A run
/// that comes to its end removes the letters that were there before it.
///
/// Thread-safe.
public final class SourceRun {

    private static final Logger LOG = System.getLogger(SourceRun.class.getName());
    private static final Duration TELL = Duration.ofMillis(250);
    private static final Duration READER_GRACE = Duration.ofSeconds(5);

    /// What a run works with; all of it outlives the run.
    record Context(
            EntityStore store,
            DeadLetters deadLetters,
            SourceTable table,
            EventBus bus,
            InstantSource clock) {}

    /// What is read.
    ///
    /// @param open is called once the course has begun
    /// @param stamp tells whether it is the same as last time
    /// @param totalBytes 0 if nobody knows
    record Input(
            Supplier<RecordReader> open, Supplier<String> stamp, long totalBytes, Course course) {

        /// What is read from its beginning each time.
        Input(Supplier<RecordReader> open, Supplier<String> stamp, long totalBytes) {
            this(open, stamp, totalBytes, Course.BY_RECORD);
        }
    }

    /// What a run does.
    sealed interface Work {

        /// Reads one record after the other.
        record Records(RecordJudge judge, Input input) implements Work {}

        /// Brings what is stored in line with a folder.
        record Files(FolderScan scan) implements Work {}
    }

    private final Source source;
    private final Work work;
    private final Context context;
    private final Consumer<? super SourceProgress> listener;
    private final Course course;
    private final RunCounts counts;
    private final Instant startedAt;
    private final RunEnd<SourceReport> end = new RunEnd<>();
    private final List<String> notices = new ArrayList<>();
    private volatile boolean cancelled;
    private volatile @Nullable Throwable failure;

    private long toldNanos = System.nanoTime();

    SourceRun(
            Source source, Work work, Context context, Consumer<? super SourceProgress> listener) {
        this.source = source;
        this.work = work;
        this.context = context;
        this.listener = listener;
        switch (work) {
            case Work.Records(RecordJudge _, Input input) -> {
                this.course = input.course();
                this.counts = new RunCounts(input.totalBytes());
            }
            case Work.Files _ -> {
                this.course = Course.BY_RECORD;
                this.counts = new RunCounts(0);
            }
        }
        this.startedAt = context.clock().instant();
    }

    void start(Consumer<SourceReport> atEnd) {
        Thread.ofVirtual().name("source-" + source.name()).start(() -> run(atEnd));
    }

    public SourceName source() {
        return source.name();
    }

    /// Before when the source wants not to be read again, if it has said so.
    Optional<Instant> notBefore() {
        return course.notBefore();
    }

    /// How far it has come.
    public SourceProgress progress() {
        return switch (work) {
            case Work.Records _ -> counts.progress();
            case Work.Files(FolderScan scan) -> progress(scan.progress());
        };
    }

    private static SourceProgress progress(IngestProgress files) {
        return new SourceProgress(
                files.done(),
                0,
                files.created(),
                files.updated(),
                files.unchanged(),
                files.skipped() + files.rejected(),
                files.bytes(),
                0,
                files.elapsed(),
                files.found(),
                files.deleted());
    }

    /// Asks it to stop. What is stored stays, and the next run goes on from there. Does nothing if
    /// it has ended.
    public void cancel() {
        cancelled = true;
        if (work instanceof Work.Files(FolderScan scan)) {
            scan.cancel();
        }
    }

    /// Waits for the end. If this thread is interrupted the run is cancelled, its end is still
    /// waited for, and the thread is interrupted when this returns.
    ///
    /// @return a report of what was done; see its outcome: a run that failed is no exception here
    public SourceReport await() {
        return end.await(this::cancel, cause -> new IngestException.Failed(why(cause), cause));
    }

    /// Waits for the end, but no longer than this. Does not cancel.
    ///
    /// @return whether the run has ended
    public boolean awaitFor(Duration longest) {
        return end.awaitFor(longest);
    }

    private void run(Consumer<SourceReport> atEnd) {
        try {
            switch (work) {
                case Work.Records records -> commitAll(records);
                case Work.Files(FolderScan scan) -> {
                    scan.run(TELL, this::tellNow);
                    scan.failure().ifPresent(this::fail);
                }
            }
        } catch (RuntimeException | Error e) { // the edge: it becomes the run's outcome
            fail(e);
        } finally {
            finish(atEnd);
        }
    }

    private void commitAll(Work.Records records) {
        Input input = records.input();
        String stamp = input.stamp().get();
        Position before = context.table().position(source.name());
        Position from = course.begin(before, stamp, context.deadLetters().lastSeq());
        context.table().position(source.name(), from);
        RecordIntake intake =
                new RecordIntake(input.open(), records.judge(), counts, this::stopped);
        Thread reader =
                Thread.ofVirtual()
                        .name("source-" + source.name() + "-read")
                        .start(() -> intake.run(from.after(), this::fail));
        boolean whole = false;
        try {
            whole = commitBatches(intake, from);
        } catch (InterruptedException e) { // nobody has this thread to interrupt it
            cancelled = true;
            Thread.currentThread().interrupt();
        } finally {
            if (!whole) {
                cancelled |= failure == null;
                end(reader);
            }
        }
        notices.addAll(intake.notices());
        if (whole) {
            if (!input.stamp().get().equals(stamp)) {
                notices.add("it changed while it was read; run the source again");
            }
            Course.Outcome outcome = course.complete(intake.unknown());
            notices.addAll(outcome.notices());
            if (!outcome.unchanged()) {
                context.deadLetters()
                        .removeUpTo(source.topicId(), source.name().value(), from.lettersBefore());
            }
            context.table().position(source.name(), Position.NONE);
        }
    }

    /// A reader may be deep in a document, or wait for a disk that does not answer.
    private void end(Thread reader) {
        reader.interrupt();
        try {
            if (!reader.join(READER_GRACE)) {
                LOG.log(Level.WARNING, "the reading of {0} does not end", source.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Commits what is read, batch after batch.
    ///
    /// @return whether the last one was committed
    private boolean commitBatches(RecordIntake intake, Position from) throws InterruptedException {
        Position at = from;
        while (!stopped()) {
            Optional<RecordBatch> next = intake.next();
            if (next.isPresent()) {
                RecordBatch batch = next.get();
                commit(batch);
                if (batch.lastNumber() > 0) {
                    Position now = course.committed(at, batch.lastNumber());
                    if (!now.equals(at)) {
                        context.table().position(source.name(), now);
                        at = now;
                    }
                }
                if (batch.isLast()) {
                    intake.broken().ifPresent(this::fail);
                    return intake.broken().isEmpty();
                }
            }
            tell();
        }
        return false;
    }

    private void commit(RecordBatch batch) {
        List<Refusal> refusals = new ArrayList<>();
        batch.unfit().forEach(unfit -> refusals.add(refusal(unfit)));
        List<Entity> entities = batch.fit().stream().map(RecordBatch.Fit::entity).toList();
        course.listed(batch.ids());
        if (!entities.isEmpty()) {
            try {
                counts.stored(context.store().putAll(entities));
            } catch (EntityException e) { // one is refused; find out which
                batch.fit().forEach(fit -> commitAlone(fit, refusals));
            }
        }
        if (!refusals.isEmpty()) {
            context.deadLetters().putAll(refusals);
        }
    }

    private void commitAlone(RecordBatch.Fit fit, List<Refusal> refusals) {
        try {
            counts.stored(context.store().putAll(List.of(fit.entity())));
        } catch (EntityException e) {
            refusals.add(
                    refusal(
                            new RecordBatch.Unfit(
                                    Reason.INVALID,
                                    String.valueOf(e.getMessage()),
                                    Payload.record(fit.record()),
                                    fit.number(),
                                    fit.place())));
        }
    }

    private Refusal refusal(RecordBatch.Unfit unfit) {
        counts.refused(unfit.reason());
        return new Refusal(
                source.topicId(),
                source.name().value(),
                unfit.place(),
                unfit.reason().word(),
                unfit.detail(),
                unfit.number(),
                unfit.payload());
    }

    private boolean stopped() {
        return cancelled || failure != null;
    }

    /// The first failure is the one that is reported.
    private synchronized void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    private void tell() {
        long now = System.nanoTime();
        if (now - toldNanos >= TELL.toNanos()) {
            toldNanos = now;
            tellNow();
        }
    }

    private void tellNow() {
        SourceProgress progress = progress();
        context.bus().publish(new SourceRunProgressed(source.name(), source.topicId(), progress));
        try {
            listener.accept(progress);
        } catch (RuntimeException | Error e) { // the edge: a listener's failure stays its own
            LOG.log(Level.WARNING, "a listener of the source " + source.name() + " failed", e);
        }
    }

    private void finish(Consumer<SourceReport> atEnd) {
        try {
            tellNow();
            SourceReport report = report();
            try {
                context.table().lastRun(source.name(), report);
            } catch (RuntimeException e) { // the report is worth more than its record
                LOG.log(Level.WARNING, "the run of " + source.name() + " is not noted", e);
            }
            atEnd.accept(report);
            context.bus().publish(new SourceRunFinished(report));
            end.complete(report);
        } catch (RuntimeException | Error e) { // the edge: who waits must hear of the end
            end.fail(e);
        }
    }

    private SourceReport report() {
        Throwable cause = failure;
        Outcome outcome =
                cause != null ? Outcome.FAILED : cancelled ? Outcome.CANCELLED : Outcome.COMPLETED;
        return new SourceReport(
                source.name(),
                source.topicId(),
                outcome,
                progress(),
                work instanceof Work.Files(FolderScan scan) ? scan.reasons() : counts.reasons(),
                List.copyOf(notices),
                startedAt,
                cause == null ? "" : why(cause));
    }

    private String why(Throwable cause) {
        String what = said(cause);
        return source.name()
                + " stopped: "
                + what
                + (what.endsWith(".") ? "" : ".")
                + " What was stored stays; run the source again to go on.";
    }

    private static String said(Throwable cause) {
        boolean said = cause instanceof KernelException || cause instanceof IngestException;
        return String.valueOf(said ? cause.getMessage() : cause);
    }

    /// Why it has stopped; empty unless it failed.
    String problem() {
        Throwable cause = failure;
        return cause == null ? "" : said(cause);
    }
}
