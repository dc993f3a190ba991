package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.ingestion.IngestReport.Outcome;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How a run goes: progress, cancellation, back-pressure, failure.
@Timeout(120)
class IngestRunTest {

    private static final int KIB = 1024;

    @TempDir Path home;
    private Workbench bench;
    private final CountDownLatch writerFree = new CountDownLatch(1);

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        writerFree.countDown();
        bench.close();
    }

    @Test
    void holdsNoMoreThanItsBudgetHoweverSlowTheDatabaseIs() throws Exception {
        files(300, 10 * KIB);
        IngestSettings settings =
                IngestSettings.DEFAULT.withMaxFileBytes(16 * KIB).withInFlightBytes(100 * KIB);
        holdWriter();

        try (FolderIngest ingest = bench.ingest(settings)) {
            IngestRun run = ingest.start(bench.files, bench.topic);
            await().until(() -> run.progress().bytes() >= 90 * KIB);
            await().during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> run.progress().bytes() <= 100 * KIB);
            assertThat(run.progress().stored()).isZero();
            writerFree.countDown();

            assertThat(run.await().counts().created()).isEqualTo(300);
        }
    }

    @Test
    void takesFilesThatVanishOrChangeBeforeTheyAreReadAsTheyAreThen() throws Exception {
        files(100, 10 * KIB);
        IngestSettings settings =
                IngestSettings.DEFAULT.withMaxFileBytes(16 * KIB).withInFlightBytes(100 * KIB);
        holdWriter();

        try (FolderIngest ingest = bench.ingest(settings)) {
            IngestRun run = ingest.start(bench.files, bench.topic);
            await().until(() -> run.progress().bytes() >= 90 * KIB);
            Files.delete(bench.files.resolve("d0/97.txt"));
            bench.file("d0/98.txt", "shorter");
            bench.file("d0/99.txt", "x".repeat(17 * KIB));
            writerFree.countDown();
            IngestProgress counts = run.await().counts();

            assertThat(counts.vanished()).isEqualTo(1);
            assertThat(counts.done()).isEqualTo(counts.found()).isEqualTo(100);
        }
        assertThat(bench.stored("d0/98.txt").entity().data().get("text").asString())
                .isEqualTo("shorter");
        assertThat(bench.reasons()).isEqualTo(Map.of("d0/99.txt", "too_large"));
    }

    @Test
    void deletesNothingWhenCancelledAndIsCompletedByTheNextRun() throws Exception {
        bench.file("gone.txt", "x");
        bench.run();
        Files.delete(bench.files.resolve("gone.txt"));
        files(500, KIB);
        holdWriter();

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            IngestRun run = ingest.start(bench.files, bench.topic);
            await().until(() -> run.progress().bytes() > 0);
            run.cancel();
            writerFree.countDown();
            IngestReport report = run.await();

            assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(report.counts().created()).isLessThan(500);
            assertThat(bench.stored()).containsKey("gone.txt");
        }
        assertThat(bench.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(bench.stored()).hasSize(500).doesNotContainKey("gone.txt");
    }

    @Test
    void isCancelledByInterruptingWhoWaits() throws Exception {
        files(500, KIB);
        holdWriter();
        List<IngestReport> reports = new ArrayList<>();
        List<Boolean> interrupted = new ArrayList<>();

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread waiting =
                    Thread.ofVirtual()
                            .start(() -> {
                                reports.add(
                                        ingest.run(
                                                bench.files, bench.topic, p -> begun.countDown()));
                                interrupted.add(Thread.currentThread().isInterrupted());
                            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            waiting.interrupt();
            writerFree.countDown();
            waiting.join();
        }

        assertThat(reports).extracting(IngestReport::outcome).containsExactly(Outcome.CANCELLED);
        assertThat(interrupted).containsExactly(true);
    }

    @Test
    void refusesASecondRunOnTheSameFolder() throws Exception {
        files(10, KIB);
        holdWriter();

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            IngestRun first = ingest.start(bench.files, bench.topic);
            assertThatThrownBy(() -> ingest.start(bench.files.resolve("../files"), bench.topic))
                    .isInstanceOf(IngestException.Refused.class)
                    .hasMessageContaining("is being ingested into 'code' already");
            writerFree.countDown();
            first.await();

            assertThat(ingest.run(bench.files, bench.topic, p -> {}).counts().unchanged())
                    .isEqualTo(10);
        }
    }

    @Test
    void tellsItsListenerAndTheBusHowFarItIs() throws Exception {
        files(200, KIB);
        List<IngestProgress> heard = new ArrayList<>();
        ConcurrentLinkedQueue<IngestProgress> onBus = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<IngestReport> ended = new ConcurrentLinkedQueue<>();
        bench.bus.subscribe(
                "progress",
                IngestProgressed.class,
                100_000,
                Overflow.BLOCK,
                e -> onBus.add(e.fact().progress()));
        bench.bus.subscribe(
                "end", IngestFinished.class, 1, Overflow.BLOCK, e -> ended.add(e.fact().report()));

        IngestReport report;
        try (FolderIngest ingest =
                bench.ingest(IngestSettings.DEFAULT.withProgressInterval(Duration.ofMillis(1)))) {
            report = ingest.run(bench.files, bench.topic, heard::add);
        }

        await().untilAsserted(() -> assertThat(ended).containsExactly(report));
        assertThat(onBus).containsExactlyElementsOf(heard);
        assertThat(heard).isSortedAccordingTo((a, b) -> Long.compare(a.done(), b.done()));
        assertThat(heard.getLast().done()).isEqualTo(200);
        assertThat(report.counts().bytes()).isEqualTo(200L * KIB);
        assertThat(report.counts().filesPerSecond()).isPositive();
    }

    @Test
    void tellsProgressNoMoreOftenThanItsInterval() throws Exception {
        files(200, KIB);
        List<IngestProgress> heard = new ArrayList<>();

        try (FolderIngest ingest =
                bench.ingest(IngestSettings.DEFAULT.withProgressInterval(Duration.ofHours(1)))) {
            ingest.run(bench.files, bench.topic, heard::add);
        }

        assertThat(heard).hasSize(1);
    }

    @Test
    void goesOnWhenItsListenerFails() throws Exception {
        files(10, KIB);

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            IngestReport report =
                    ingest.run(
                            bench.files,
                            bench.topic,
                            p -> {
                                throw new IllegalStateException("on purpose");
                            });

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void goesOnWhenItsListenerThrowsAnError() throws Exception {
        files(10, KIB);

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            IngestReport report =
                    ingest.run(
                            bench.files,
                            bench.topic,
                            p -> {
                                throw new AssertionError("on purpose");
                            });

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void failsWhenOneOfItsThreadsThrowsAnError() throws Exception {
        files(10, KIB);
        AtomicInteger asked = new AtomicInteger();
        InstantSource clock =
                () -> {
                    if (asked.incrementAndGet() > 1) { // the first asks when the run begins
                        throw new StackOverflowError("on purpose");
                    }
                    return Instant.EPOCH;
                };

        try (FolderIngest ingest =
                new FolderIngest(
                        bench.database,
                        bench.store,
                        bench.letters,
                        bench.bus,
                        clock,
                        IngestSettings.DEFAULT)) {
            IngestRun run = ingest.start(bench.files, bench.topic);

            assertThatThrownBy(run::await)
                    .isInstanceOf(IngestException.Failed.class)
                    .hasMessageContaining("StackOverflowError: on purpose")
                    .hasRootCauseInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void saysWhetherTheWalkIsOver() throws Exception {
        files(300, 10 * KIB);
        IngestSettings settings =
                IngestSettings.DEFAULT.withMaxFileBytes(16 * KIB).withInFlightBytes(100 * KIB);
        holdWriter();

        try (FolderIngest ingest = bench.ingest(settings)) {
            IngestRun run = ingest.start(bench.files, bench.topic);
            await().until(() -> run.progress().bytes() >= 90 * KIB);
            assertThat(run.progress().walked()).isFalse();
            writerFree.countDown();

            assertThat(run.await().counts().walked()).isTrue();
        }
    }

    @Test
    void failsWithAClearErrorWhenTheDatabaseGoesAway() throws Exception {
        files(2000, 4 * KIB);

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            IngestRun run = ingest.start(bench.files, bench.topic);
            bench.database.close();

            assertThatThrownBy(run::await)
                    .isInstanceOf(IngestException.Failed.class)
                    .hasMessageContaining(bench.files.toString())
                    .hasMessageContaining("is closed")
                    .hasMessageContaining("ingest the folder again");
        }
    }

    @Test
    void refusesOneEntityWhoseIdIsTakenAndStoresTheOthers() throws Exception {
        files(3, KIB);
        bench.run();
        String taken = bench.stored("d0/1.txt").id().value();
        bench.store.delete(bench.stored("d0/1.txt").id());
        bench.store.put(
                new Entity(
                        new EntityId(taken),
                        bench.topic.id(),
                        new Kind("Finding"),
                        Json.object(),
                        bench.clock.instant()));
        bench.file("d0/2.txt", "changed");

        IngestReport report = bench.run();

        assertThat(bench.reasons()).isEqualTo(Map.of("d0/1.txt", "invalid"));
        assertThat(report.counts().updated()).isEqualTo(1);
    }

    @Test
    void closesInTimeThoughAReaderIsStuck() throws Exception {
        files(3, KIB);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        InstantSource clock =
                () -> {
                    if (asked.incrementAndGet() > 1) { // the first asks when the run begins
                        stuck.countDown();
                        waitFor(free);
                    }
                    return Instant.EPOCH;
                };
        FolderIngest ingest =
                new FolderIngest(
                        bench.database,
                        bench.store,
                        bench.letters,
                        bench.bus,
                        clock,
                        IngestSettings.DEFAULT,
                        Duration.ofMillis(100));
        IngestRun run = ingest.start(bench.files, bench.topic);
        waitFor(stuck);

        ingest.close();

        assertThat(run.awaitFor(Duration.ofMillis(1))).isFalse();
        free.countDown();
        assertThat(run.awaitFor(Duration.ofSeconds(30))).isTrue();
        assertThat(run.await().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void refusesToStartOnceItIsClosed() {
        FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT);

        ingest.close();

        assertThatThrownBy(() -> ingest.start(bench.files, bench.topic))
                .isInstanceOf(IngestException.Refused.class)
                .hasMessageContaining("shut down");
    }

    private void files(int count, int bytes) throws IOException {
        for (int i = 0; i < count; i++) {
            bench.file(
                    "d" + i / 100 + "/" + i + ".txt", (i + "\n").repeat(bytes).substring(0, bytes));
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keeps the database from writing until [#writerFree].
    private void holdWriter() {
        Thread.ofVirtual()
                .start(() ->
                        bench.database.write(transaction -> {
                            try {
                                return writerFree.await(60, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }));
    }
}
