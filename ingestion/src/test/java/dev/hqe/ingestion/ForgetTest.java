package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.kernel.entity.EntityQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Taking a folder out of the store again.
@Timeout(120)
class ForgetTest {

    @TempDir Path home;
    private Workbench bench;
    private FolderIngest ingest;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
        ingest = bench.ingest(IngestSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        ingest.close();
        bench.close();
    }

    @Test
    void deletesEverythingOfAFolderAndNothingOfOthers() throws IOException {
        bench.file("one/a.txt", "x");
        bench.file("one/sub/b.txt", "x");
        bench.file("one/c.bin", 0);
        bench.file("one-more/a.txt", "x");
        bench.file("one-more/c.bin", 0);
        Path one = bench.files.resolve("one");
        ingest.run(one, bench.topic, p -> {});
        ingest.run(bench.files.resolve("one-more"), bench.topic, p -> {});

        long deleted = ingest.forget(one, bench.topic);

        assertThat(deleted).isEqualTo(2);
        assertThat(bench.store.count(EntityQuery.all())).isEqualTo(1);
        assertThat(bench.letters.count(Filter.all())).isEqualTo(1);
        assertThat(one.resolve("a.txt")).exists();
        assertThat(ingest.forget(one, bench.topic)).isZero();
    }

    @Test
    void knowsAFolderThatIsNotThereAnyMoreByItsPath() throws IOException {
        bench.file("a b/in/a.txt", "x");
        bench.file("a b/in/c.bin", 0);
        Path folder = bench.files.resolve("a b/in");
        ingest.run(folder, bench.topic, p -> {});
        Files.move(bench.files.resolve("a b"), home.resolve("elsewhere"));

        long deleted = ingest.forget(bench.files.resolve("x/../a b/in/"), bench.topic);

        assertThat(deleted).isEqualTo(1);
        assertThat(bench.stored()).isEmpty();
        assertThat(bench.letters.count(Filter.all())).isZero();
    }

    @Test
    void knowsAFolderWhosePlaceAFileHasTaken() throws IOException {
        bench.file("in/a.txt", "x");
        Path folder = bench.files.resolve("in");
        ingest.run(folder, bench.topic, p -> {});
        Files.move(folder, home.resolve("elsewhere"));
        Files.writeString(folder, "a file");

        assertThat(ingest.forget(folder, bench.topic)).isEqualTo(1);
    }

    @Test
    void deletesMoreThanOneBatch() throws IOException {
        for (int i = 0; i < 2100; i++) {
            bench.file(i + (i % 2 == 0 ? ".txt" : ".bin"), i % 2 == 0 ? 'x' : 0);
        }
        for (int i = 0; i < 1000; i++) {
            bench.file("more/" + i + ".txt", "x");
        }
        ingest.run(bench.files, bench.topic, p -> {});

        assertThat(ingest.forget(bench.files, bench.topic)).isEqualTo(2050);

        assertThat(bench.store.count(EntityQuery.all())).isZero();
        assertThat(bench.letters.count(Filter.all())).isZero();
    }

    @Test
    void isRefusedWhileTheFolderIsIngested() throws Exception {
        bench.file("a.txt", "x");
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        InstantSource clock =
                () -> {
                    if (asked.incrementAndGet() > 1) { // the first asks when the run begins
                        waitFor(free);
                    }
                    return Instant.EPOCH;
                };
        try (FolderIngest slow =
                new FolderIngest(
                        bench.database,
                        bench.store,
                        bench.letters,
                        bench.bus,
                        clock,
                        IngestSettings.DEFAULT)) {
            IngestRun run = slow.start(bench.files, bench.topic);

            assertThatThrownBy(() -> slow.forget(bench.files, bench.topic))
                    .isInstanceOf(IngestException.Refused.class)
                    .hasMessageContaining("is being ingested into 'code' already");
            free.countDown();
            run.await();

            assertThat(slow.forget(bench.files, bench.topic)).isEqualTo(1);
        }
    }

    @Test
    void isRefusedOnceItIsClosed() {
        ingest.close();

        assertThatThrownBy(() -> ingest.forget(bench.files, bench.topic))
                .isInstanceOf(IngestException.Refused.class)
                .hasMessageContaining("shut down");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
