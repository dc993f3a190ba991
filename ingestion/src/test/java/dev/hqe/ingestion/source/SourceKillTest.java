package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that reads a table is killed, as by `kill -9`, in the middle.
@Timeout(180)
class SourceKillTest {

    private static final int ROWS = 30_000;
    private static final int BAD_EACH = 1000;

    /// More than a batch, so that a position is committed.
    private static final int ENOUGH = 2000;

    @TempDir Path home;

    @Test
    void goesOnBehindTheLastCommitAndDoublesNothing() throws IOException, InterruptedException {
        try (Shop shop = new Shop(home)) {
            shop.add(shop.file("p.csv", table()));
        }
        long acknowledged = killInTheMiddle();

        try (Shop shop = new Shop(home)) {
            Source source = shop.sources.require("p");
            assertThat(shop.database.integrityProblems()).isEmpty();
            int stored = shop.stored().size();
            assertThat(stored).isGreaterThanOrEqualTo((int) acknowledged);
            assertThat(source.resumeAfter()).isPositive();

            SourceReport report = shop.run(source);

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(report.counts().passed()).isEqualTo(source.resumeAfter());
            assertThat(shop.stored())
                    .hasSize(ROWS - ROWS / BAD_EACH)
                    .allMatch(entity -> entity.version() == 1);
            assertThat(shop.dead()).hasSize(ROWS / BAD_EACH);
        }
    }

    private static String table() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "S" + i + "," + (i % BAD_EACH == 7 ? "-" : "") + "1")
                .collect(Collectors.joining("\n", "symbol,close\n", "\n"));
    }

    private long killInTheMiddle() throws IOException, InterruptedException {
        return killInTheMiddle(home, ENOUGH);
    }

    /// Runs the source `p` of a home in a process of its own and kills that.
    ///
    /// @param enough entities to be stored before
    /// @return how many were stored for sure
    static long killInTheMiddle(Path home, long enough) throws IOException, InterruptedException {
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
                    line != null && acknowledged < enough;
                    line = said.readLine()) {
                acknowledged = Long.parseLong(line);
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    /// The process that is killed. Says how many entities are stored, each time that it has become
    /// more.
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) {
            Path home = Path.of(arguments[0]);
            try (PlainFetch fetch = new PlainFetch();
                    Shop shop =
                            new Shop(home, HttpAsking.of(fetch, InstantSource.system(), home))) {
                SourceRun run = shop.sources.start(shop.sources.require("p"), progress -> {});
                long said = 0;
                while (!run.awaitFor(Duration.ofMillis(1))) {
                    long stored = run.progress().stored();
                    if (stored > said) {
                        System.out.println(stored);
                        said = stored;
                    }
                }
            }
        }
    }
}
