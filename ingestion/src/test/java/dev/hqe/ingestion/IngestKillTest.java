package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.IngestReport.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
            Killed killed = killAfter(1 + random.nextInt(FILES / 2));

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

    /// @param acknowledged files that it said are stored
    /// @param exitCode 0 if it came to its end before it was killed
    private record Killed(long acknowledged, int exitCode) {}

    /// Kills a process once it says that so many files are stored.
    private Killed killAfter(int stored) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Victim.class.getName(), home.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long acknowledged = 0;
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine();
                    line != null && acknowledged < stored;
                    line = said.readLine()) {
                acknowledged = Long.parseLong(line);
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Killed(acknowledged, process.exitValue());
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
