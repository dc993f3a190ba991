package dev.hqe.ui.internal.home;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.ui.FolderIngestion.Skip;
import dev.hqe.ui.FolderIngestion.Summary;
import dev.hqe.ui.internal.IngestState;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Panel;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Adds a folder: choose it, watch it being read, see what came of it.
final class IngestPanel extends Panel {

    private final HomeModel model;
    private final VBox result = new VBox();
    private final RunningIngest running;
    private final HBox begin = new HBox();

    IngestPanel(HomeModel model, Runnable chooseFolder) {
        super(Texts.of("ingest.title"));
        this.model = model;
        this.running = new RunningIngest(() -> model.ingest().cancel());
        ComboBox<Topic> taker = new ComboBox<>(model.ingest().takers());
        taker.valueProperty().bindBidirectional(model.ingest().taker());
        taker.setConverter(new TopicName());
        taker.setAccessibleText(Texts.of("ingest.into"));
        Button choose =
                Buttons.filled(Texts.of("home.addFolder"), Feather.FOLDER_PLUS, chooseFolder);
        choose.setId("choose-folder");
        Label drop = Labels.cut(Texts.of("ingest.drop"), "t-small", "subtle");
        taker.setMinWidth(USE_PREF_SIZE);
        Label into = Labels.of(Texts.of("ingest.into"), "t-body", "muted");
        into.setLabelFor(taker);
        begin.getChildren().addAll(choose, into, taker, Labels.space(), drop);
        for (Node node : List.of(into, taker, drop)) {
            node.visibleProperty().bind(Bindings.isNotEmpty(model.ingest().takers()));
        }
        begin.getStyleClass().add("row-8");
        result.getStyleClass().add("ingest-result");
        VBox.setVgrow(result, Priority.ALWAYS);
        VBox.setVgrow(running, Priority.ALWAYS);
        getChildren().addAll(result, running, begin);
        begin.managedProperty().bind(begin.visibleProperty());
        result.managedProperty().bind(result.visibleProperty());
        running.managedProperty().bind(running.visibleProperty());

        model.ingest().state().addListener((property, before, now) -> show(now));
        model.ingest()
                .taker()
                .addListener((property, before, now) -> {
                    choose.setDisable(now == null);
                    show(model.ingest().state().get());
                });
        choose.setDisable(model.ingest().taker().get() == null);
        show(model.ingest().state().get());
    }

    private void show(IngestState state) {
        boolean runs = state instanceof IngestState.Running;
        running.setVisible(runs);
        begin.setVisible(!runs);
        result.setVisible(!runs);
        switch (state) {
            case IngestState.Idle _ -> result.getChildren().setAll(idle());
            case IngestState.Running now -> running.show(now);
            case IngestState.Done done -> result.getChildren().setAll(done(done));
            case IngestState.Failed failed -> result.getChildren().setAll(failed(failed));
        }
    }

    private Node idle() {
        boolean taken = model.ingest().taker().get() != null;
        return Labels.wrapped(
                Texts.of(taken ? "ingest.idle" : "ingest.noTaker"), "t-body", "muted");
    }

    private static Node done(IngestState.Done done) {
        Summary summary = done.summary();
        String key = summary.cancelled() ? "ingest.cancelled" : "ingest.done";
        HBox head =
                new HBox(
                        Icons.line(
                                summary.cancelled() ? Feather.SLASH : Feather.CHECK_CIRCLE,
                                summary.cancelled() ? "warning" : "success"),
                        Labels.cut(Texts.of(key, IngestState.nameOf(done.folder())), "t-strong"),
                        Labels.space(),
                        Labels.of(Texts.duration(done.took()), "t-mono", "muted"));
        head.getStyleClass().add("row-8");
        FactGrid facts =
                new FactGrid()
                        .add(
                                Texts.of("ingest.stored"),
                                Labels.of(
                                        Texts.of(
                                                "ingest.stored.value",
                                                summary.created(),
                                                summary.updated(),
                                                summary.unchanged(),
                                                summary.deleted()),
                                        "t-body"));
        VBox all = new VBox(head, facts);
        all.getStyleClass().add("lines");
        if (summary.skipped() > 0) {
            addSkips(summary, facts, all);
        }
        return all;
    }

    private static void addSkips(Summary summary, FactGrid facts, VBox all) {
        HBox line = new HBox(Labels.of(Texts.count("ingest.files", summary.skipped()), "warning"));
        line.getStyleClass().add("row-8");
        facts.add(Texts.of("ingest.skipped"), line);
        if (summary.skips().isEmpty()) {
            return;
        }
        ListView<String> list = new ListView<>();
        list.getStyleClass().addAll("skips", "t-mono-s");
        for (Skip skip : summary.skips()) {
            list.getItems().add(skip.file() + ": " + skip.reason());
        }
        list.setFixedCellSize(20);
        list.setPrefHeight(Math.min(6, list.getItems().size()) * 20 + 2);
        list.setAccessibleText(Texts.of("ingest.skipped"));
        list.setVisible(false);
        list.managedProperty().bind(list.visibleProperty());
        Button show =
                Buttons.link(Texts.of("ingest.show"), () -> list.setVisible(!list.isVisible()));
        line.getChildren().add(show);
        all.getChildren().add(list);
    }

    private Node failed(IngestState.Failed failed) {
        return new ErrorState(
                Texts.of("needs.ingest", IngestState.nameOf(failed.folder())),
                failed.message(),
                Buttons.plain(
                        Texts.of("needs.again"),
                        Feather.REFRESH_CW,
                        () -> model.add(failed.folder())));
    }

    private static final class TopicName extends StringConverter<Topic> {

        @Override
        public String toString(@Nullable Topic topic) {
            return topic == null ? "" : topic.manifest().name();
        }

        @Override
        public Topic fromString(String text) {
            throw new UnsupportedOperationException("the list of Topics is not editable");
        }
    }
}
