package dev.hqe.ui.internal.home;

import dev.hqe.ui.internal.IngestState;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Labels;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A folder that is being read. The nodes stay the same while it runs, so that Cancel keeps the
/// focus.
final class RunningIngest extends VBox {

    private final Label title = Labels.cut("", "t-strong");
    private final Label count = Labels.of("", "t-mono", "muted");
    private final ProgressBar bar = new ProgressBar();
    private final Label current = Labels.path("");
    private final Label rate = Labels.of("", "t-body");
    private final Label skipped = Labels.of("", "t-body", "warning");
    private final Button cancel;

    RunningIngest(Runnable onCancel) {
        getStyleClass().add("running");
        HBox head = new HBox(title, Labels.space(), count);
        head.getStyleClass().add("row-8");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Texts.of("ingest.title"));
        FactGrid facts =
                new FactGrid()
                        .add(Texts.of("ingest.now"), current)
                        .add(Texts.of("ingest.left"), rate)
                        .add(Texts.of("ingest.skipped"), skipped);
        VBox.setVgrow(facts, Priority.ALWAYS);
        cancel = Buttons.plain(Texts.of("ingest.cancel"), onCancel);
        cancel.setId("cancel-ingest");
        getChildren().addAll(head, bar, facts, cancel);
    }

    /// Names the rate; without a final count nobody knows how much is left.
    private static String pace(IngestState.Running now) {
        return now.progress().found() == 0 ? "ingest.counting" : "ingest.rate";
    }

    void show(IngestState.Running now) {
        var progress = now.progress();
        title.setText(Texts.of("status.reading", IngestState.nameOf(now.folder())));
        count.setText(
                progress.found() == 0
                        ? Texts.count("ingest.files", progress.done())
                        : Texts.of("ingest.of", progress.done(), progress.found()));
        bar.setProgress(now.part());
        current.setText(progress.current());
        rate.setText(
                now.left()
                        .map(left -> Texts.of("ingest.rateLeft", Texts.left(left), now.rate()))
                        .orElse(now.rate() > 0 ? Texts.of(pace(now), now.rate()) : ""));
        skipped.setText(
                progress.skipped() == 0 ? "" : Texts.count("ingest.files", progress.skipped()));
        cancel.setDisable(now.cancelling());
        cancel.setText(Texts.of(now.cancelling() ? "ingest.cancelling" : "ingest.cancel"));
    }
}
