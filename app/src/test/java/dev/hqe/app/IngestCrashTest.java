package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.IngestReport;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.topic.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of an ingest loses nothing that was acknowledged.
class IngestCrashTest {

    private static final int ROUNDS = Integer.getInteger("hqe.crash.rounds", 3);
    private static final int FILES = 1500;

    @TempDir private Path work = Path.of("");

    /// The victim: ingests and says each entity of which it was told that it is committed.
    static final class Victim {

        private Victim() {}

        public static void main(String[] args) {
            Workbench workbench =
                    Workbench.open(Path.of(System.getenv("HQE_HOME")), HqeProcess.installation());
            workbench
                    .bus()
                    .subscribe(
                            "acknowledgements",
                            EntityStored.class,
                            4096,
                            Overflow.BLOCK,
                            e -> System.out.println(e.fact().version() + " " + e.fact().id()));
            Topic topic = workbench.topics().require("code_audit");
            workbench.folderIngest().run(Path.of(args[0]), topic, progress -> {});
            workbench.close();
            System.out.println("complete");
        }
    }

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Path folder = Files.createDirectories(work.resolve("files"));
        Random random = new Random(20261122);
        for (int i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve("f" + i + ".txt"), "file " + i + "\n".repeat(i % 97));
        }
        int killed = 0;

        for (int round = 0; round < ROUNDS; round++) {
            Path home = work.resolve("home-" + round);
            Map<EntityId, Long> acknowledged = new HashMap<>();
            killed += killAfter(random.nextInt(FILES), home, folder, acknowledged) ? 1 : 0;
            verify(home, folder, acknowledged);
        }

        assertThat(killed).as("rounds in which it was killed before its end").isPositive();
        System.out.println(
                "ingest crash test: " + ROUNDS + " rounds, killed in the middle in " + killed);
    }

    private static boolean killAfter(
            int acknowledgements, Path home, Path folder, Map<EntityId, Long> acknowledged)
            throws Exception {
        Process victim = HqeProcess.start(home, Victim.class, folder.toString());
        boolean complete = false;
        try (BufferedReader lines = victim.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                if (space < 0) {
                    complete = true;
                    continue;
                }
                acknowledged.put(
                        new EntityId(line.substring(space + 1)),
                        Long.valueOf(line.substring(0, space)));
                if (acknowledged.size() == acknowledgements) {
                    victim.destroyForcibly();
                }
            }
        } catch (IOException e) {
            assertThat(acknowledged)
                    .as("closed by the kill")
                    .hasSizeGreaterThanOrEqualTo(acknowledgements);
        }
        victim.waitFor();
        return !complete;
    }

    private static void verify(Path home, Path folder, Map<EntityId, Long> acknowledged) {
        try (Workbench workbench = Workbench.open(home, HqeProcess.installation())) {
            assertThat(workbench.database().integrityProblems()).isEmpty();
            acknowledged.forEach((id, version) -> {
                Optional<StoredEntity> stored = workbench.entities().get(id);
                assertThat(stored).as("acknowledged entity %s", id).isPresent();
                assertThat(stored.orElseThrow().version()).isEqualTo(version);
            });
            Awaitility.await("the outbox drains").until(() -> workbench.outbox().backlog() == 0);

            Topic topic = workbench.topics().require("code_audit");
            IngestReport again = workbench.folderIngest().run(folder, topic, progress -> {});
            assertThat(again.counts().unchanged()).isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(workbench.entities().count(EntityQuery.all())).isEqualTo(FILES);
        }
    }
}
