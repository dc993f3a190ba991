package dev.hqe.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.ChildJvm;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.entity.OpenStore;
import dev.hqe.kernel.entity.StoredEntity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the midst of writing, again and again on the same database.
///
/// `-Dhqe.crash.rounds=N` sets how often. The moment of each kill is a number of acknowledgements
/// that were read, the same numbers every time.
@Timeout(600)
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("hqe.crash.rounds", 5);
    private static final int MOST_ACKNOWLEDGEMENTS = 400;

    @TempDir Path temp;

    private final long[] acknowledged = new long[CrashingWriter.THREADS];

    @Test
    void whatWasAcknowledgedSurvivesKillMinusNine() throws Exception {
        Random random = new Random(50);
        Path file = temp.resolve("workbench.db");

        for (int round = 0; round < ROUNDS; round++) {
            boolean relaying = round % 2 == 1;
            long[] before = acknowledged.clone();
            writeAndKill(file, relaying, 1 + random.nextInt(MOST_ACKNOWLEDGEMENTS));

            int waiting = checkEntities(file);
            checkFacts(file, waiting, relaying, before);
        }
    }

    private void writeAndKill(Path file, boolean relaying, int acknowledgements)
            throws IOException, InterruptedException {
        try (ChildJvm child =
                ChildJvm.start(
                        temp.resolve("tmp"),
                        CrashingWriter.class,
                        file.toString(),
                        Boolean.toString(relaying))) {
            BufferedReader out = child.out();
            for (int i = 0; i < acknowledgements; i++) {
                String line = out.readLine();
                assertThat(line).as("the child writes").isNotNull();
                acknowledge(line);
            }
            child.kill();
            out.lines().filter(line -> line.endsWith(";")).forEach(this::acknowledge);
        }
    }

    private void acknowledge(String line) {
        int space = line.indexOf(' ');
        int thread = Integer.parseInt(line.substring(0, space));
        acknowledged[thread] = Long.parseLong(line.substring(space + 1, line.indexOf(';')));
    }

    /// Says how many facts wait to be published.
    private int checkEntities(Path file) {
        try (OpenStore open = new OpenStore(file, false)) {
            assertThat(open.database().integrityProblems()).isEmpty();
            for (int thread = 0; thread < CrashingWriter.THREADS; thread++) {
                List<StoredEntity> stored =
                        open.store()
                                .scan(EntityQuery.all().idPrefix("thread-" + thread + "/"))
                                .toList();
                Set<Long> versions = new HashSet<>();
                stored.forEach(entity -> versions.add(entity.version()));
                stored.forEach(
                        entity -> versions.add(entity.entity().data().path("version").asLong()));

                assertThat(versions).as("a batch is whole").hasSizeLessThanOrEqualTo(1);
                assertThat(versions.stream().findFirst().orElse(0L))
                        .as("the version of thread %d", thread)
                        .isGreaterThanOrEqualTo(acknowledged[thread]);
            }
            String waiting = "SELECT coalesce(sum(json_array_length(payload)), 0) FROM outbox";
            return open.database()
                    .read(sql -> sql.first(waiting, row -> row.getInt(1)))
                    .orElseThrow();
        }
    }

    /// What was not published before the kill is published after it. If nothing was published
    /// meanwhile, that is everything; else it is, of each thread, what came after some version.
    private void checkFacts(Path file, int waiting, boolean relaying, long[] before) {
        try (OpenStore open = new OpenStore(file, true)) {
            List<Fact> told = open.told();
            assertThat(told).hasSize(waiting);
            for (int thread = 0; thread < CrashingWriter.THREADS; thread++) {
                List<Long> versions = versions(told, CrashingWriter.id(thread, 3).value());
                long committed =
                        open.store()
                                .get(CrashingWriter.id(thread, 3))
                                .map(StoredEntity::version)
                                .orElse(0L);
                long first = relaying ? committed - versions.size() + 1 : before[thread] + 1;

                assertThat(versions)
                        .as("facts of thread %d", thread)
                        .containsExactly(expected(Math.min(first, committed + 1), committed));
                acknowledged[thread] = committed;
            }
        }
    }

    private static Long[] expected(long first, long last) {
        return IntStream.rangeClosed((int) first, (int) last)
                .mapToObj(version -> (long) version)
                .toArray(Long[]::new);
    }

    private static List<Long> versions(List<Fact> facts, String id) {
        return facts.stream()
                .map(EntityStored.class::cast)
                .filter(fact -> fact.id().value().equals(id))
                .map(EntityStored::version)
                .toList();
    }
}
