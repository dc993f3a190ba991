package dev.hqe.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.internal.Toolkit;
import java.nio.file.Path;
import java.time.Duration;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Toolkit.class)
class WorkbenchWindowTest {

    @TempDir Path directory;

    @Test
    void opensAndReturnsWhenThePersonClosesIt() throws InterruptedException {
        try (TestBench bench = new TestBench(directory);
                WorkbenchWindow window = WorkbenchWindow.open(bench.parts())) {
            Thread waiting = Thread.ofVirtual().start(window::awaitClosed);
            String title = Toolkit.fx(() -> ((Stage) Window.getWindows().getFirst()).getTitle());

            Toolkit.run(() -> Window.getWindows().getFirst().hide());

            assertThat(title).isEqualTo("HQE Workbench");
            assertThat(waiting.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void closesTheWindowWithItself() {
        try (TestBench bench = new TestBench(directory)) {
            WorkbenchWindow window = WorkbenchWindow.open(bench.parts());

            window.close();

            assertThat(Toolkit.fx(() -> Window.getWindows().size())).isZero();
        }
    }
}
