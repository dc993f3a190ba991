package dev.hqe.ui.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.memory.MemoryMap;
import dev.hqe.ui.MemoryBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapModelTest {

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private TestBench bench;
    private MemoryBench with;
    private MapModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        with = new MemoryBench(bench);
        model = new MapModel(with.memory, dispatcher);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        with.close();
        bench.close();
    }

    @Test
    void drawsAPointForEachEntityAndNamesTheTopics() {
        with.fill();
        with.start();

        model.show(Asked.NOTHING);
        pulses.until(() -> model.state().get() instanceof MapState.Drawn);

        assertThat(map().points()).hasSize(44);
        assertThat(MapModel.legend(map()))
                .containsExactly(
                        new MapModel.Legend(MemoryBench.FINANCE, 0, 28),
                        new MapModel.Legend(MemoryBench.LEGAL, 1, 16));
    }

    @Test
    void drawsWhatTheFiltersLetThrough() {
        with.fill();
        with.start();
        model.show(Asked.NOTHING);
        pulses.until(() -> model.state().get() instanceof MapState.Drawn);
        model.choose(
                map().points().stream()
                        .filter(point -> point.topic().equals(MemoryBench.LEGAL))
                        .findFirst()
                        .orElseThrow());

        model.show(Asked.NOTHING.toggle(MemoryBench.FINANCE));
        pulses.until(() -> !model.drawing().get());

        assertThat(map().points()).hasSize(28);
        assertThat(model.chosen().get()).isNull();
    }

    @Test
    void saysThatThereIsNothing() {
        with.memory.start();

        model.show(Asked.NOTHING);

        pulses.until(() -> model.state().get() instanceof MapState.Empty);
    }

    @Test
    void saysThatVectorsAreMissing() {
        with.model.gate = new CountDownLatch(1);
        with.fill();
        with.memory.start();
        pulses.until(() -> with.memory.state().pending() == 0);

        model.show(Asked.NOTHING);
        pulses.until(() -> model.state().get() instanceof MapState.NoVectors);
        with.model.gate.countDown();

        assertThat(((MapState.NoVectors) model.state().get()).entities()).isEqualTo(44);
    }

    @Test
    void hidesATopicAndShowsItAgain() {
        model.toggle(MemoryBench.LEGAL);
        boolean hidden = model.hidden().get().contains(MemoryBench.LEGAL);

        model.toggle(MemoryBench.LEGAL);

        assertThat(hidden).isTrue();
        assertThat(model.hidden().get()).isEmpty();
    }

    private MemoryMap map() {
        return ((MapState.Drawn) model.state().get()).map();
    }
}
