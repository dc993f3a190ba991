package dev.hqe.ui.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import dev.hqe.ui.internal.ShellModel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeModelTest {

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private TestBench bench;
    private HomeModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        model = new HomeModel(new ShellModel(bench.parts(), dispatcher));
        pulses.until(() -> model.inventory().known().get());
    }

    @AfterEach
    void close() {
        dispatcher.close();
        bench.close();
    }

    @Test
    void ticksTheStepsOffAsTheyHappen() {
        assertThat(model.done().get()).isEmpty();

        bench.writeCodeAudit();
        bench.topics.load();
        bench.storeFiles(1);
        model.copied(model.agents().ways().getFirst());
        pulses.until(() -> model.done().get().size() == 3);

        assertThat(model.done().get()).containsExactly(Step.TOPIC, Step.DATA, Step.AGENT);
    }

    @Test
    void listsABrokenTopicUntilItIsMended() {
        bench.writeBroken("patents");
        bench.topics.load();
        pulses.until(() -> model.needs().size() == 1);

        bench.write("topics/patents/topic.yaml", "id: patents\nname: Patents\nversion: 0.4.2\n");
        model.inventory().rescan();
        pulses.until(() -> model.needs().isEmpty());

        assertThat(model.inventory().topics()).hasSize(1);
    }

    @Test
    void listsAFolderThatCouldNotBeAdded() {
        bench.writeCodeAudit();
        bench.topics.load();
        pulses.until(() -> model.ingest().ready());

        model.add(directory.resolve("gone"));
        pulses.until(() -> !model.needs().isEmpty());

        assertThat(model.needs().getFirst()).isInstanceOf(HomeModel.Need.FailedIngest.class);
        assertThat(model.shell().message().get()).isEqualTo("Could not add gone");
    }

    @Test
    void saysThatNoTopicTakesAFolder() {
        model.add(directory);

        assertThat(model.shell().message().get()).startsWith("No Topic here takes a folder.");
    }
}
