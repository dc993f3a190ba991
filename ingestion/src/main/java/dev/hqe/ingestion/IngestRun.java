package dev.hqe.ingestion;

import dev.hqe.ingestion.folder.FolderScan;
import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.internal.RunEnd;
import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.TopicId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// A folder being ingested: a [FolderScan] of all of it, with those who hear how far it is and who
/// wait for its end. Thread-safe.
public final class IngestRun {

    private static final Logger LOG = System.getLogger(IngestRun.class.getName());

    private final SourceFolder source;
    private final FolderScan scan;
    private final EventBus bus;
    private final Duration interval;
    private final Consumer<? super IngestProgress> listener;
    private final Instant startedAt;
    private final RunEnd<IngestReport> end = new RunEnd<>();

    IngestRun(
            SourceFolder source,
            FolderScan scan,
            EventBus bus,
            InstantSource clock,
            Duration interval,
            Consumer<? super IngestProgress> listener) {
        this.source = source;
        this.scan = scan;
        this.bus = bus;
        this.interval = interval;
        this.listener = listener;
        this.startedAt = clock.instant();
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
        return scan.progress();
    }

    /// Asks it to stop. What is stored stays, nothing is deleted (unless it has seen the whole
    /// folder already), and the next run goes on from there. Does nothing if it has ended.
    public void cancel() {
        scan.cancel();
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
            scan.run(interval, this::tell);
        } finally {
            atEnd.run();
            finish();
        }
    }

    private void tell() {
        IngestProgress progress = scan.progress();
        bus.publish(new IngestProgressed(topicId(), folder(), progress));
        try {
            listener.accept(progress);
        } catch (RuntimeException | Error e) { // the edge: a listener's failure stays its own
            LOG.log(Level.WARNING, "a listener of the ingestion of " + folder() + " failed", e);
        }
    }

    private void finish() {
        try {
            tell();
            IngestReport report = report();
            bus.publish(new IngestFinished(report));
            scan.failure().ifPresentOrElse(end::fail, () -> end.complete(report));
        } catch (RuntimeException | Error e) { // the edge: who waits must hear of the end
            end.fail(e);
        }
    }

    private IngestReport report() {
        return new IngestReport(
                topicId(),
                folder(),
                source.label(),
                scan.outcome(),
                scan.progress(),
                scan.reasons(),
                startedAt,
                scan.failure().map(why -> String.valueOf(failed(why).getMessage())).orElse(""));
    }
}
