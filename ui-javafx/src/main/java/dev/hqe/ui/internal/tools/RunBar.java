package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What can be done with a filled form; while the tool runs, how far it is, and the way to stop it.
final class RunBar extends VBox {

    /// Where there is less, the keys are in the tooltip only.
    private static final double ROOMY = 400;

    private final HBox ready;
    private final HBox running;
    private final Button json;
    private final ProgressBar progress = new ProgressBar();
    private final Label message = Labels.cut("", "t-small", "muted");
    private final Following following = new Following(this::show);

    /// @param toggleJson goes over to JSON or back
    /// @param copy offers ways to copy the call, at this button
    RunBar(ToolsModel model, Action run, Runnable toggleJson, Consumer<Button> copy) {
        getStyleClass().add("run-bar");
        Button start = Buttons.filled(Texts.of("tools.run"), Feather.PLAY, run.run());
        start.setId("tool-run");
        json = Buttons.flat(Texts.of("tools.json"), Feather.CODE, toggleJson);
        json.setId("tool-as-json");
        Button reset =
                Buttons.flat(
                        Texts.of("tools.reset"),
                        Feather.CORNER_UP_LEFT,
                        () -> {
                            FormModel form = model.form().get();
                            if (form != null) {
                                form.reset();
                            }
                        });
        reset.setId("tool-reset");
        Button copies = Buttons.icon(Feather.COPY, Texts.of("tools.copy"), () -> {});
        copies.setId("tool-copy");
        copies.setOnAction(event -> copy.accept(copies));
        start.setTooltip(new Tooltip(run.hint()));
        Label keys = Chips.key(run.keys().map(one -> one.text()).orElse(""));
        keys.visibleProperty().bind(widthProperty().greaterThan(ROOMY));
        keys.managedProperty().bind(keys.visibleProperty());
        ready = new HBox(start, keys, Labels.space(), json, reset, copies);
        Button cancel =
                Buttons.plain(
                        Texts.of("tools.cancel"),
                        Feather.X,
                        () -> {
                            ToolRun shown = model.runs().shown().get();
                            if (shown != null) {
                                model.runs().cancel(shown);
                            }
                        });
        cancel.setId("tool-cancel");
        progress.setAccessibleText(Texts.of("tools.progress"));
        progress.setMaxWidth(Double.MAX_VALUE);
        VBox words = new VBox(message, progress);
        words.getStyleClass().add("run-progress");
        HBox.setHgrow(words, Priority.ALWAYS);
        running = new HBox(cancel, words);
        ready.getStyleClass().add("run-line");
        running.getStyleClass().add("run-line");
        following.of(model.runs());
    }

    private void show() {
        boolean within = isFocusWithin();
        ToolRun run = following.run();
        if (run != null && run.state().get() instanceof RunState.Running now) {
            progress.setProgress(now.part() < 0 ? -1 : Math.min(1, now.part()));
            message.setText(
                    now.message().isBlank()
                            ? Texts.of("tools.running", run.tool())
                            : now.message());
            swap(running, within, "#tool-cancel");
        } else {
            swap(ready, within, "#tool-run");
        }
    }

    /// The keyboard stays in the bar when what it was on goes away.
    private void swap(HBox line, boolean within, String focus) {
        if (!getChildren().contains(line)) {
            getChildren().setAll(line);
            if (within) {
                line.lookup(focus).requestFocus();
            }
        }
    }

    /// Shows the way over to JSON of this form, or back.
    void show(FormModel form) {
        json.textProperty().unbind();
        json.textProperty()
                .bind(form.asJson().map(now -> Texts.of(now ? "tools.form" : "tools.json")));
        json.setGraphic(Icons.button(Feather.CODE));
        json.setDisable(form.fields().isEmpty());
    }
}
