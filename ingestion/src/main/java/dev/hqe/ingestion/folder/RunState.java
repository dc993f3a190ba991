package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.IngestProgress;
import dev.hqe.ingestion.IngestReport.Outcome;
import dev.hqe.ingestion.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What the threads of a run share: whether to go on, and the counts. Thread-safe.
final class RunState {

    /// How soon a waiting thread notices that the run shall stop.
    static final long NOTICE_MILLIS = 50;

    private static final int MAX_VANISHED = 10_000;

    /// Set once the walk is at its end, after the last change of [#found].
    volatile boolean walked;

    final AtomicLong found = new AtomicLong();
    final AtomicLong created = new AtomicLong();
    final AtomicLong updated = new AtomicLong();
    final AtomicLong unchanged = new AtomicLong();
    final AtomicLong vanished = new AtomicLong();
    final AtomicLong ignored = new AtomicLong();
    final AtomicLong deleted = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();

    /// Files that were gone when they should be read; some may be left out.
    private final Set<String> vanishedPaths = new HashSet<>();

    private final EnumMap<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private final long startNanos = System.nanoTime();
    private volatile boolean cancelled;
    private volatile @Nullable Throwable failure;

    void cancel() {
        cancelled = true;
    }

    /// The first failure is the one that is reported.
    synchronized void fail(Throwable why) {
        Throwable first = failure;
        if (first == null) {
            failure = why;
        } else if (!first.equals(why)) {
            first.addSuppressed(why);
        }
    }

    @Nullable Throwable failure() {
        return failure;
    }

    boolean stopped() {
        return cancelled || failure != null;
    }

    Outcome outcome() {
        if (failure != null) {
            return Outcome.FAILED;
        }
        return cancelled ? Outcome.CANCELLED : Outcome.COMPLETED;
    }

    void vanished(String path) {
        vanished.incrementAndGet();
        synchronized (vanishedPaths) {
            if (vanishedPaths.size() < MAX_VANISHED) {
                vanishedPaths.add(path);
            }
        }
    }

    Set<String> vanishedPaths() {
        synchronized (vanishedPaths) {
            return Set.copyOf(vanishedPaths);
        }
    }

    void refused(Reason reason) {
        synchronized (reasons) {
            reasons.merge(reason, 1L, Long::sum);
        }
    }

    Map<Reason, Long> reasons() {
        synchronized (reasons) {
            return new EnumMap<>(reasons);
        }
    }

    IngestProgress progress() {
        long skipped = 0;
        long rejected = 0;
        for (Map.Entry<Reason, Long> entry : reasons().entrySet()) {
            if (entry.getKey().isSkipped()) {
                skipped += entry.getValue();
            } else {
                rejected += entry.getValue();
            }
        }
        boolean foundAll = walked; // read before what it vouches for
        return new IngestProgress(
                found.get(),
                foundAll,
                created.get(),
                updated.get(),
                unchanged.get(),
                skipped,
                rejected,
                vanished.get(),
                ignored.get(),
                deleted.get(),
                bytes.get(),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /// Puts something into a queue, waiting for room.
    ///
    /// @return false if the run has been stopped instead
    <T> boolean put(BlockingQueue<T> queue, T item) throws InterruptedException {
        while (!stopped()) {
            if (queue.offer(item, NOTICE_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }
}
