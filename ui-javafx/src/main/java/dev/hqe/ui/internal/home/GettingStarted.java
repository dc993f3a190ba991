package dev.hqe.ui.internal.home;

import dev.hqe.ui.internal.Inventory;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Three steps that tick themselves off.
final class GettingStarted extends HBox {

    private final HomeModel model;
    private final Label progress = Labels.of("", "t-small", "muted");
    private final Map<Step, Cell> cells = new EnumMap<>(Step.class);

    /// One step.
    private static final class Cell extends HBox {

        private final StackPane mark = new StackPane();
        private final Label title;
        private final Label text = Labels.wrapped("", "t-small", "muted");
        private final Button action;
        private final String number;

        private Cell(Step step, Button action) {
            this.action = action;
            this.number = String.valueOf(step.number());
            getStyleClass().add("step");
            mark.getStyleClass().add("step-mark");
            title = Labels.of(Texts.of("steps." + step + ".title"), "t-strong");
            VBox words = new VBox(title, text);
            words.getStyleClass().add("step-words");
            HBox.setHgrow(words, Priority.ALWAYS);
            action.managedProperty().bind(action.visibleProperty());
            getChildren().addAll(mark, words, action);
            HBox.setHgrow(this, Priority.ALWAYS);
            setPrefWidth(100); // all alike: the rest is shared out
        }

        /// @param next whether this is the first step that is not done: only that one has its
        ///   button
        private void show(boolean done, boolean next, String says) {
            mark.getStyleClass().setAll("step-mark", done ? "done" : "open");
            mark.getChildren()
                    .setAll(
                            done
                                    ? Icons.chip(Feather.CHECK, "success")
                                    : Labels.of(number, "t-mono-s", "muted"));
            title.getStyleClass().setAll("label", "t-strong", done ? "muted" : "default");
            text.setText(says);
            action.setVisible(next);
            setAccessibleText(Texts.of(done ? "steps.done" : "steps.open", title.getText(), says));
        }
    }

    GettingStarted(HomeModel model, Runnable chooseFolder, Runnable toConnect) {
        this.model = model;
        getStyleClass().add("getting-started");
        VBox lead = new VBox(Labels.of(Texts.of("steps.title"), "t-strong"), progress);
        lead.getStyleClass().add("step-lead");
        getChildren().add(lead);
        add(
                Step.TOPIC,
                Buttons.plain(
                        Texts.of("steps.TOPIC.action"),
                        () -> model.shell().place().set(Place.TOPICS)));
        Button choose = Buttons.plain(Texts.of("steps.DATA.action"), chooseFolder);
        add(Step.DATA, choose);
        add(Step.AGENT, Buttons.plain(Texts.of("steps.AGENT.action"), toConnect));
        Button close =
                Buttons.icon(
                        Feather.X, Texts.of("steps.close"), () -> model.stepsClosed().set(true));
        close.setId("close-steps");
        HBox end = new HBox(close);
        end.getStyleClass().add("step-end");
        getChildren().add(end);

        visibleProperty().bind(model.stepsClosed().not());
        managedProperty().bind(visibleProperty());
        InvalidationListener again =
                observable -> {
                    choose.setDisable(!model.ingest().ready());
                    show(model.done().get());
                };
        model.done().addListener(again);
        model.inventory().topics().addListener(again);
        model.inventory().entities().addListener(again);
        model.ingest().state().addListener(again);
        model.ingest().taker().addListener(again);
        again.invalidated(model.done());
    }

    private void add(Step step, Button action) {
        Cell cell = new Cell(step, action);
        cells.put(step, cell);
        getChildren().add(cell);
    }

    private void show(Set<Step> done) {
        progress.setText(Texts.of("steps.progress", done.size(), cells.size()));
        Optional<Step> next =
                cells.keySet().stream().filter(step -> !done.contains(step)).findFirst();
        cells.forEach((step, cell) ->
                cell.show(done.contains(step), next.equals(Optional.of(step)), says(step, done)));
    }

    private String says(Step step, Set<Step> done) {
        Inventory inventory = model.inventory();
        if (!done.contains(step)) {
            return Texts.of("steps." + step + ".how");
        }
        return switch (step) {
            case TOPIC -> Texts.count("topics.loaded", inventory.topics().size());
            case DATA -> Texts.count("entities.count", inventory.entities().get());
            case AGENT -> Texts.of("steps.AGENT.done");
        };
    }
}
