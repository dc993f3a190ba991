package dev.hqe.ingestion.source;

import dev.hqe.ingestion.Reason;
import dev.hqe.kernel.entity.PutSummary;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What a run counts. Thread-safe.
final class RunCounts {

    final AtomicLong records = new AtomicLong();
    final AtomicLong passed = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();

    private final long totalBytes;
    private final long startNanos = System.nanoTime();
    private final EnumMap<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private PutSummary stored = new PutSummary(0, 0, 0);

    RunCounts(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    synchronized void stored(PutSummary summary) {
        stored = stored.plus(summary);
    }

    synchronized void refused(Reason reason) {
        reasons.merge(reason, 1L, Long::sum);
    }

    synchronized Map<Reason, Long> reasons() {
        return new EnumMap<>(reasons);
    }

    synchronized SourceProgress progress() {
        return new SourceProgress(
                records.get(),
                passed.get(),
                stored.created(),
                stored.updated(),
                stored.unchanged(),
                reasons.values().stream().mapToLong(Long::longValue).sum(),
                bytes.get(),
                totalBytes,
                Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
