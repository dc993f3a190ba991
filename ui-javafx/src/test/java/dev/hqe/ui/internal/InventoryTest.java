package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Problem;
import dev.hqe.ui.TestBench;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private TestBench bench;
    private Inventory inventory;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        inventory = new Inventory(bench.parts(), dispatcher);
        pulses.until(() -> inventory.known().get());
    }

    @AfterEach
    void close() {
        dispatcher.close();
        bench.close();
    }

    @Test
    void countsWhatIsStoredWhileTheWindowIsOpen() {
        bench.storeFiles(2500);

        pulses.until(() -> inventory.entities().get() == 2500);

        assertThat(inventory.counts()).hasSize(1);
        assertThat(inventory.counts().getFirst().kind()).isEqualTo(TestBench.SOURCE_FILE);
    }

    @Test
    void countsWhatIsDeleted() {
        bench.storeFiles(3);
        pulses.until(() -> inventory.entities().get() == 3);

        bench.entities.delete(TestBench.file("src/file-00001.java", "").id());
        pulses.until(() -> inventory.entities().get() == 2);

        assertThat(inventory.counts().getFirst().entities()).isEqualTo(2);
    }

    @Test
    void findsTopicsThatAppearAndNamesTheProblemsOfOthers() {
        bench.writeCodeAudit();
        bench.writeBroken("patents");

        inventory.rescan();
        pulses.until(() -> !inventory.rejected().isEmpty());

        assertThat(inventory.topics()).hasSize(1);
        assertThat(inventory.rejected().getFirst().problems())
                .extracting(Problem::line)
                .containsExactly(1, 2, 4);
        assertThat(inventory.nameOf(TestBench.CODE_AUDIT)).isEqualTo("Code audit");
    }

    @Test
    void saysWhenTheStoreCannotBeRead() {
        bench.closeStore();

        inventory.refresh();
        pulses.until(() -> !inventory.problem().get().isEmpty());

        assertThat(inventory.problem().get()).contains("is closed");
    }

    @Test
    void stillSaysSoAfterAnotherReadThatWentWell() {
        bench.closeStore();
        inventory.refresh();
        pulses.until(() -> !inventory.problem().get().isEmpty());

        bench.writeCodeAudit();
        inventory.rescan();
        pulses.until(() -> !inventory.topics().isEmpty());

        assertThat(inventory.problem().get()).contains("is closed");
    }
}
