package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.FolderIngestion.Progress;
import dev.hqe.ui.FolderIngestion.Summary;
import dev.hqe.ui.TestBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestModelTest {

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private TestBench bench;
    private IngestModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        bench.writeCodeAudit();
        bench.topics.load();
        model =
                new IngestModel(
                        bench.ingestion, new Inventory(bench.parts(), dispatcher), dispatcher);
        pulses.until(() -> model.taker().get() != null);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        bench.close();
    }

    @Test
    void showsProgressAndThenWhatCameOfIt() {
        model.add(directory);
        bench.ingestion.tell(new Progress(10, 4, 1, "a.txt"));
        pulses.until(() ->
                model.state().get() instanceof IngestState.Running r && r.progress().done() == 4);

        bench.ingestion.finish(new Summary(9, 0, 0, 0, 1, List.of(), false));
        pulses.until(() -> model.state().get() instanceof IngestState.Done);

        assertThat(bench.ingestion.folder).isEqualTo(directory);
        assertThat(((IngestState.Done) model.state().get()).summary().created()).isEqualTo(9);
    }

    @Test
    void refusesASecondFolderWhileOneIsRead() {
        model.add(directory);

        boolean second = model.add(directory);

        assertThat(second).isFalse();
        assertThat(model.ready()).isFalse();
        bench.ingestion.fail("end");
    }

    @Test
    void cancelReachesTheIngest() {
        model.add(directory);
        bench.ingestion.waitForCancel();

        model.cancel();
        pulses.until(() -> model.state().get() instanceof IngestState.Done);

        assertThat(((IngestState.Done) model.state().get()).summary().cancelled()).isTrue();
    }

    @Test
    void saysWhyAFolderWasNotAdded() {
        model.add(directory.resolve("not there"));

        pulses.until(() -> model.state().get() instanceof IngestState.Failed);

        assertThat(((IngestState.Failed) model.state().get()).message())
                .contains("not there")
                .contains("is not a folder");
    }

    @Test
    void reckonsRateAndTimeLeft() {
        var running =
                new IngestState.Running(
                        directory,
                        bench.topics.require("code_audit"),
                        new Progress(1520, 1000, 0, ""),
                        Duration.ofSeconds(10),
                        false);

        assertThat(running.rate()).isEqualTo(100);
        assertThat(running.left()).contains(Duration.ofMillis(5200));
    }

    @Test
    void knowsNoPartAndNoTimeLeftBeforeTheFilesAreCounted() {
        var running =
                new IngestState.Running(
                        directory,
                        bench.topics.require("code_audit"),
                        new Progress(0, 1000, 0, ""),
                        Duration.ofSeconds(10),
                        false);

        assertThat(running.part()).isEqualTo(-1);
        assertThat(running.left()).isEmpty();
        assertThat(running.rate()).isEqualTo(100);
    }
}
