package dev.hqe.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.FolderIngestion.Summary;
import dev.hqe.ui.internal.Toolkit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Toolkit.class)
class WorkbenchWindowTest {

    @TempDir Path directory;

    @Test
    void opensAndReturnsWhenThePersonClosesIt() throws InterruptedException {
        try (TestBench bench = new TestBench(directory);
                WorkbenchWindow window = WorkbenchWindow.open(bench.parts(), Display.here())) {
            Thread waiting = Thread.ofVirtual().start(window::awaitClosed);
            String title = Toolkit.fx(() -> ((Stage) Window.getWindows().getFirst()).getTitle());

            Toolkit.run(() -> Window.getWindows().getFirst().hide());

            assertThat(title).isEqualTo("HQE Workbench");
            assertThat(waiting.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void opensWithinTheScreen() {
        try (TestBench bench = new TestBench(directory);
                WorkbenchWindow window = WorkbenchWindow.open(bench.parts(), Display.here())) {
            window.toFront();

            boolean within =
                    Toolkit.fx(() -> {
                        Window shown = Window.getWindows().getFirst();
                        return Screen.getPrimary()
                                .getVisualBounds()
                                .contains(
                                        shown.getX(),
                                        shown.getY(),
                                        shown.getWidth(),
                                        shown.getHeight());
                    });

            assertThat(within).isTrue();
        }
    }

    @Test
    void keepsReadingWhenThePersonDoesNotWantToStop() {
        try (TestBench bench = new TestBench(directory);
                WorkbenchWindow window = openAndRead(bench)) {
            requestClose();
            Button keep = Toolkit.fx(() -> dialogButton("#keep-reading"));
            Node focused = Toolkit.fx(() -> keep.getScene().getFocusOwner());

            Toolkit.run(keep::fire);

            assertThat(focused).isSameAs(keep);
            assertThat(Toolkit.fx(() -> Window.getWindows().size())).isEqualTo(1);
            assertThat(Toolkit.fx(() -> window.add(directory))).isFalse();
            bench.ingestion.fail("end");
        }
    }

    @Test
    void stopsReadingBeforeItReturnsWhenThePersonClosesAnyway() {
        try (TestBench bench = new TestBench(directory)) {
            WorkbenchWindow window = openAndRead(bench);
            bench.ingestion.waitForCancel();
            requestClose();

            Toolkit.run(() -> dialogButton("#stop-and-close").fire());
            window.awaitClosed();
            window.close();

            assertThat(bench.ingestion.ended.getCount()).isZero();
            assertThat(Toolkit.fx(() -> Window.getWindows().size())).isZero();
        }
    }

    @Test
    void takesTheQuestionBackWhenTheFolderHasBeenRead() {
        try (TestBench bench = new TestBench(directory);
                WorkbenchWindow window = openAndRead(bench)) {
            requestClose();

            bench.ingestion.finish(new Summary(1, 0, 0, 0, 0, List.of(), false));

            Toolkit.until(() -> Window.getWindows().size() == 1);
            requestClose();
            window.awaitClosed();
            assertThat(Toolkit.fx(() -> Window.getWindows().size())).isZero();
        }
    }

    /// A window that is reading a folder, added as a person adds one.
    private WorkbenchWindow openAndRead(TestBench bench) {
        bench.writeCodeAudit();
        bench.topics.load();
        WorkbenchWindow window = WorkbenchWindow.open(bench.parts(), Display.here());
        Toolkit.until(() -> window.add(directory));
        return window;
    }

    /// What the close button of the window's frame does.
    private static void requestClose() {
        Toolkit.run(() -> {
            Window shown = Window.getWindows().getFirst();
            shown.fireEvent(new WindowEvent(shown, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
    }

    private static Button dialogButton(String selector) {
        return (Button) Window.getWindows().getLast().getScene().getRoot().lookup(selector);
    }

    @Test
    void closesTheWindowWithItself() {
        try (TestBench bench = new TestBench(directory)) {
            WorkbenchWindow window = WorkbenchWindow.open(bench.parts(), Display.here());

            window.close();

            assertThat(Toolkit.fx(() -> Window.getWindows().size())).isZero();
        }
    }
}
