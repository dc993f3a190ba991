package dev.hqe.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.memory.MemoryQuery.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while entities come, change and go: the memory that is opened next holds what a memory
/// that was never killed would hold, chunk for chunk.
@Timeout(300)
class MemoryCrashTest {

    private static final int ROUNDS = Integer.getInteger("hqe.crash.rounds", 3);
    private static final int CHANGES = 400;
    private static final Pattern PARAGRAPHS = Pattern.compile("\n\n");

    @TempDir private Path folder = Path.of("");

    /// The victim: changes entities, the same ones in each run, and says how far it is.
    static final class Victim {

        private Victim() {}

        public static void main(String[] args) {
            OpenMemory open = OpenMemory.started(Path.of(args[0]), new ModelsInRam("first"));
            for (int i = 0; i < CHANGES; i++) {
                change(open, i);
                System.out.println(i);
            }
            open.close();
        }
    }

    private static void change(OpenMemory open, int i) {
        String id = "e" + i * 7 % 60;
        if (i % 5 == 4) {
            open.entities.delete(new EntityId(id));
        } else {
            open.put(id, "version" + i + " of " + id + ".\n\nAnd more words.\n\n" + "x ".repeat(i));
        }
    }

    @Test
    void losesNothingAndDoublesNothing() throws Exception {
        Random random = new Random(20261122);
        int killed = 0;

        for (int round = 0; round < ROUNDS; round++) {
            Path home = Files.createDirectories(folder.resolve("home-" + round));
            int last = killAfter(random.nextInt(CHANGES), home);
            killed += last < CHANGES - 1 ? 1 : 0;
            try (OpenMemory open = OpenMemory.started(home, new ModelsInRam("first"))) {
                open.awaitVectors();
                assertThat(open.database.integrityProblems()).isEmpty();
                assertThat(chunks(open)).isEqualTo(expected(open));
                assertThat(words(open)).isEqualTo(chunks(open).size());
                requireAcknowledged(open, last);
            }
        }

        assertThat(killed).as("rounds in which it was killed before its end").isPositive();
    }

    private static int killAfter(int change, Path home) throws IOException, InterruptedException {
        Process victim =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                home.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int last = -1;
        try (BufferedReader lines = victim.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = Integer.parseInt(line);
                if (last == change) {
                    victim.destroyForcibly();
                }
            }
        } catch (IOException e) {
            assertThat(last).as("closed by the kill").isGreaterThanOrEqualTo(change);
        }
        victim.waitFor();
        return last;
    }

    /// What was acknowledged is there in its last version, or a later one.
    private static void requireAcknowledged(OpenMemory open, int last) {
        Map<String, Integer> versions = new HashMap<>();
        for (int i = 0; i <= last; i++) {
            versions.put("e" + i * 7 % 60, i);
        }
        versions.forEach((id, i) -> {
            boolean isLater = open.entities.get(new EntityId(id)).isPresent() == (i % 5 == 4);
            if (!isLater && i % 5 != 4) {
                MemoryQuery query = MemoryQuery.of("version" + i).mode(Mode.WORDS);
                List<String> found = open.found(query);
                String text =
                        open.entities
                                .get(new EntityId(id))
                                .orElseThrow()
                                .entity()
                                .data()
                                .path("text")
                                .asString();
                assertThat(found.contains(id)).isEqualTo(text.startsWith("version" + i + " "));
            }
        });
    }

    private static List<String> chunks(OpenMemory open) {
        return open.database.read(sql ->
                sql.list(
                        "SELECT e.id || ' ' || c.ordinal || ' ' || c.text FROM chunk c"
                                + " LEFT JOIN entity e ON e.seq = c.entity ORDER BY 1",
                        row -> row.getString(1)));
    }

    private static int words(OpenMemory open) {
        return open.database
                .read(sql -> sql.first("SELECT count(*) FROM chunk_text", row -> row.getInt(1)))
                .orElseThrow();
    }

    private static List<String> expected(OpenMemory open) {
        List<String> expected = new ArrayList<>();
        open.entities
                .scan(EntityQuery.all())
                .forEach(entity -> {
                    String text = entity.entity().data().path("text").asString();
                    List<String> paragraphs = PARAGRAPHS.splitAsStream(text).toList();
                    for (int i = 0; i < paragraphs.size(); i++) {
                        if (!paragraphs.get(i).isBlank()) {
                            expected.add(entity.id() + " " + i + " " + paragraphs.get(i));
                        }
                    }
                });
        expected.sort(String::compareTo);
        return expected;
    }
}
