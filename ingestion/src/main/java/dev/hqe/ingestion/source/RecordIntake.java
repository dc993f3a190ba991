package dev.hqe.ingestion.source;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.read.BrokenRecord;
import dev.hqe.ingestion.read.ReadItem;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.read.SourceRecord;
import dev.hqe.ingestion.source.RecordJudge.Unfit;
import dev.hqe.ingestion.source.RecordJudge.Verdict;
import dev.hqe.kernel.entity.Entity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The half of a run that reads: judges one record after the other and gathers them into batches.
/// At most two batches wait, so a slow store slows the reader.
///
/// Read by one thread, taken from by another.
final class RecordIntake {

    private static final int BATCHES = 2;

    /// With all that a transform may make of one record a batch still fits into one transaction.
    private static final int BATCH_RECORDS = 500;

    private static final long BATCH_BYTES = 2 << 20;
    private static final long NOTICE_MILLIS = 50;

    private final Supplier<RecordReader> open;
    private final RecordJudge judge;
    private final RunCounts counts;
    private final BooleanSupplier stopped;
    private final BlockingQueue<RecordBatch> batches = new ArrayBlockingQueue<>(BATCHES);

    // What follows is written by the reader before the last batch, and read behind it.
    private volatile @Nullable RuntimeException broken;
    private volatile List<String> notices = List.of();
    private long unknown;

    /// @param stopped whether the run is to end
    RecordIntake(
            Supplier<RecordReader> open,
            RecordJudge judge,
            RunCounts counts,
            BooleanSupplier stopped) {
        this.open = open;
        this.judge = judge;
        this.counts = counts;
        this.stopped = stopped;
    }

    /// Reads until there is nothing more, or the run is to end.
    ///
    /// @param passTo the number of the last record that an earlier run has committed
    /// @param failed hears why it cannot go on, unless [#broken] says so
    void run(long passTo, Consumer<Throwable> failed) {
        try (RecordReader reader = open.get()) {
            readAll(reader, passTo);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // the edge of this thread
            failed.accept(e);
        }
    }

    /// The next batch, if there is one soon.
    Optional<RecordBatch> next() throws InterruptedException {
        return Optional.ofNullable(batches.poll(NOTICE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /// Why nothing more could be read; to be asked behind the last batch, which has what was read
    /// before.
    Optional<RuntimeException> broken() {
        return Optional.ofNullable(broken);
    }

    /// Records of which nobody can say which entity they are; to be asked behind the last batch.
    long unknown() {
        return unknown;
    }

    /// What a person should know of what was read; none before the last batch.
    List<String> notices() {
        return notices;
    }

    private void readAll(RecordReader reader, long passTo) throws InterruptedException {
        RecordBatch batch = new RecordBatch();
        long batchFrom = 0;
        while (!stopped.getAsBoolean()) {
            Optional<ReadItem> next = nextOf(reader);
            counts.bytes.set(reader.bytesRead());
            if (next.isEmpty() || !taken(batch, next.get(), passTo)) {
                batch.markLast();
                notices = List.copyOf(reader.notices());
                put(batch);
                return;
            }
            if (batch.size() >= BATCH_RECORDS
                    || reader.bytesRead() - batchFrom + batch.weight() > BATCH_BYTES) {
                put(batch);
                batch = new RecordBatch();
                batchFrom = reader.bytesRead();
            }
        }
    }

    /// What was read before a source breaks is committed all the same.
    private Optional<ReadItem> nextOf(RecordReader reader) {
        try {
            return reader.next();
        } catch (RuntimeException e) { // told once the last batch is committed
            broken = e;
            return Optional.empty();
        }
    }

    /// @return whether more can be read; not if what judges records is broken itself
    private boolean taken(RecordBatch batch, ReadItem item, long passTo)
            throws InterruptedException {
        counts.records.incrementAndGet();
        try {
            if (!add(batch, item, passTo)) {
                counts.passed.incrementAndGet();
            }
            return true;
        } catch (IngestException e) {
            broken = e;
            return false;
        }
    }

    /// Judges a record and puts it into a batch.
    ///
    /// @return false if an earlier run has committed it
    private boolean add(RecordBatch batch, ReadItem item, long passTo) throws InterruptedException {
        switch (item) {
            case SourceRecord(JsonNode value, long number, String place) -> {
                if (number <= passTo) {
                    return false;
                }
                Verdict verdict = judge.judge(value);
                for (Entity entity : verdict.fit()) {
                    batch.add(new RecordBatch.Fit(entity, value, number, place));
                }
                verdict.unfit().ifPresent(unfit -> addUnfit(batch, unfit, value, number, place));
                batch.done(number, verdict.bytes());
            }
            case BrokenRecord(long number, String place, String raw, String why) -> {
                if (number <= passTo) {
                    return false;
                }
                unknown++;
                batch.add(
                        new RecordBatch.Unfit(
                                Reason.BROKEN, why, Payload.text(raw), number, place));
                batch.done(number, 0);
            }
        }
        return true;
    }

    private void addUnfit(
            RecordBatch batch, Unfit unfit, JsonNode value, long number, String place) {
        unfit.about().ifPresentOrElse(batch::names, () -> unknown++);
        batch.add(
                new RecordBatch.Unfit(
                        unfit.reason(), unfit.detail(), Payload.record(value), number, place));
    }

    private void put(RecordBatch batch) throws InterruptedException {
        while (!stopped.getAsBoolean()) {
            if (batches.offer(batch, NOTICE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
