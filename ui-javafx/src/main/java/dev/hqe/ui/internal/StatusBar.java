package dev.hqe.ui.internal;

import dev.hqe.ui.Vitals;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// One state at the left with what there is to count, one message and one action at the right.
final class StatusBar extends HBox {

    private final ShellModel model;
    private final Region dot = Icons.dot("success");
    private final Label state = Labels.of("", "t-small", "muted");
    private final Label agents = figure(Feather.CPU);
    private final Label servers = figure(Feather.SERVER);
    private final Label entities = figure(Feather.DATABASE);
    private final Label memory = figure(Feather.DOWNLOAD);
    private final Label backlog = figure(Feather.CLOCK);
    private final Button act = Buttons.link("", () -> {});

    StatusBar(ShellModel model) {
        this.model = model;
        getStyleClass().add("status-bar");
        Label home = Labels.path(model.parts().home().toString(), "muted");
        home.getStyleClass().setAll("label", "t-mono-s", "muted");
        home.setAccessibleText(Texts.of("status.home", model.parts().home()));
        Label message = Labels.of(model.message(), "t-small", "muted");
        message.setMinWidth(0);
        state.setGraphic(dot);
        act.setId("status-action");
        act.getStyleClass().add("small");
        act.managedProperty().bind(act.visibleProperty());
        getChildren()
                .addAll(
                        state,
                        home,
                        agents,
                        servers,
                        entities,
                        memory,
                        backlog,
                        Labels.space(),
                        message,
                        act);

        InvalidationListener again = observable -> show();
        model.ingest().state().addListener(again);
        model.inventory().problem().addListener(again);
        model.inventory().entities().addListener(again);
        model.inventory().backlog().addListener(again);
        model.inventory().rejected().addListener(again);
        model.vitals().addListener(again);
        show();
    }

    private static Label figure(Feather icon) {
        Label label = Labels.of("", "t-small", "muted");
        label.setGraphic(Icons.chip(icon, "muted"));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private void show() {
        showState();
        Vitals.Reading vitals = model.vitals().get();
        set(agents, vitals.agents() > 0, Texts.count("status.agents", vitals.agents()));
        set(
                servers,
                vitals.servers() > 0,
                Texts.of("status.servers", vitals.serversReady(), vitals.servers()));
        set(entities, true, Texts.count("entities.count", model.inventory().entities().get()));
        set(memory, vitals.memoryBacklog() > 0, Texts.of("status.memory", vitals.memoryBacklog()));
        long waiting = model.inventory().backlog().get();
        set(backlog, waiting > 0, Texts.count("status.backlog", waiting));
    }

    private static void set(Label label, boolean visible, String text) {
        label.setVisible(visible);
        label.setText(text);
    }

    private void showState() {
        Inventory inventory = model.inventory();
        Vitals.Reading vitals = model.vitals().get();
        int broken = inventory.rejected().size();
        if (!inventory.problem().get().isEmpty()) {
            show("danger", inventory.problem().get());
            offer(Texts.of("status.again"), inventory::refresh);
        } else if (!vitals.problems().isEmpty()) {
            int more = vitals.problems().size() - 1;
            String first = vitals.problems().getFirst();
            show("warning", more == 0 ? first : first + Texts.count("needs.problems", more));
            offerPlace(Place.SETTINGS);
        } else if (model.ingest().state().get() instanceof IngestState.Running running) {
            show("accent", Texts.of("status.reading", IngestState.nameOf(running.folder())));
            offerPlace(Place.HOME);
        } else if (broken > 0) {
            show("warning", Texts.count("status.broken", broken));
            offerPlace(Place.TOPICS);
        } else {
            show("success", Texts.of("status.ready"));
            act.setVisible(false);
        }
    }

    private void show(String kind, String text) {
        dot.getStyleClass().setAll("dot", kind);
        state.setText(text);
        boolean loud = kind.equals("danger") || kind.equals("warning");
        state.getStyleClass().setAll("label", "t-small", loud ? kind : "muted");
        if (loud) {
            state.getStyleClass().add("t-name");
        }
    }

    private void offerPlace(Place place) {
        offer(Texts.of("status.show"), () -> model.place().set(place));
        act.setVisible(model.has(place) && model.place().get() != place);
    }

    private void offer(String text, Runnable run) {
        act.setText(text);
        act.setOnAction(event -> run.run());
        act.setVisible(true);
    }
}
