package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.IngestReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that ingests is killed, as by `kill -9`, in the middle.
@Timeout(120)
class IngestKillTest {

    private static final int FILES = 3000;
    private static final int KILLS = 3;

    @TempDir Path home;

    @Test
    void leavesAConsistentStoreThatTheNextRunCompletes() throws IOException, InterruptedException {
        Random random = new Random(7);
        try (Workbench bench = new Workbench(home)) {
            for (int i = 0; i < FILES; i++) {
                bench.file("d" + i % 10 + "/" + i + ".txt", "file " + i + "\n");
            }
        }
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            KilledProcess killed =
                    KilledProcess.after(1 + random.nextInt(FILES / 2), Victim.class, home);

            try (Workbench bench = new Workbench(home)) {
                assertThat(bench.database.integrityProblems()).isEmpty();
                int stored = bench.stored().size();
                assertThat(stored).isGreaterThanOrEqualTo((int) killed.acknowledged());
                if (killed.exitCode() != 0 && stored > 0 && stored < FILES) {
                    inTheMiddle++;
                }
            }
        }
        assertThat(inTheMiddle).as("kills that came before the end").isPositive();

        try (Workbench bench = new Workbench(home)) {
            IngestReport report = bench.run();

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(bench.stored()).hasSize(FILES);
            assertThat(bench.reasons()).isEmpty();
        }
    }

    /// The process that is killed. Says after each report how many files are in the store.
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) {
            IngestSettings settings =
                    new IngestSettings(
                            1 << 20, 10_000, 2, 1 << 20, 20, 1 << 20, Duration.ofMillis(1));
            try (Workbench bench = new Workbench(Path.of(arguments[0]));
                    FolderIngest ingest = bench.ingest(settings)) {
                ingest.run(
                        bench.files,
                        bench.topic,
                        p -> System.out.println(p.stored() + p.unchanged()));
            }
        }
    }
}
