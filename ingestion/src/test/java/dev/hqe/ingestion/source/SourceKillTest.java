package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.KilledProcess;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
        long acknowledged = KilledProcess.after(ENOUGH, Victim.class, home).acknowledged();

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
