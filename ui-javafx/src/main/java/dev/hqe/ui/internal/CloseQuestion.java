package dev.hqe.ui.internal;

import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Labels;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;

/// Asks whether a window may close while a folder is being read. Enter and Escape keep reading; the
/// question goes away by itself when there is nothing left to stop. For the JavaFX thread.
final class CloseQuestion {

    private final Stage window;
    private final IngestModel ingest;
    private final Stage dialog = new Stage();
    private final Label text = Labels.wrapped("", "t-body", "muted");
    private final Button keep;

    CloseQuestion(Stage window, IngestModel ingest) {
        this.window = window;
        this.ingest = ingest;
        Button stop = Buttons.plain(Texts.of("close.stop"), this::close);
        stop.setId("stop-and-close");
        keep = Buttons.plain(Texts.of("close.keep"), dialog::hide);
        keep.setId("keep-reading");
        keep.getStyleClass().add("filled");
        keep.setDefaultButton(true);
        keep.setCancelButton(true);
        HBox actions = new HBox(stop, keep);
        actions.getStyleClass().add("actions");
        VBox content = new VBox(Labels.wrapped(Texts.of("close.title"), "t-head"), text, actions);
        content.getStyleClass().add("question");
        dialog.initOwner(window);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(Texts.of("window.name"));
        dialog.setResizable(false);
        dialog.setScene(new Scene(content));
        ingest.state()
                .addListener((property, before, now) -> {
                    if (!(now instanceof IngestState.Running)) {
                        dialog.hide();
                    }
                });
    }

    /// Whether there is something to ask: a folder is being read.
    boolean needed() {
        return ingest.state().get() instanceof IngestState.Running;
    }

    /// Asks, and returns at once.
    void ask() {
        if (ingest.state().get() instanceof IngestState.Running running) {
            text.setText(Texts.of("close.text", IngestState.nameOf(running.folder())));
        }
        dialog.getScene().getStylesheets().setAll(window.getScene().getStylesheets());
        dialog.sizeToScene();
        dialog.show();
        dialog.toFront();
        keep.requestFocus();
    }

    private void close() {
        dialog.hide();
        window.hide();
    }
}
