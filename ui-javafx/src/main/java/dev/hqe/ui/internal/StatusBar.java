package dev.hqe.ui.internal;

import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// One state at the left, one message at the right.
final class StatusBar extends HBox {

    private final ShellModel model;
    private final Region dot = Icons.dot("success");
    private final Label state = Labels.of("", "t-small", "muted");
    private final Label entities = Labels.of("", "t-small", "muted");
    private final Label backlog = Labels.of("", "t-small", "muted");

    StatusBar(ShellModel model) {
        this.model = model;
        getStyleClass().add("status-bar");
        Label home = Labels.path(model.parts().home().toString(), "muted");
        home.getStyleClass().setAll("label", "t-mono-s", "muted");
        home.setAccessibleText(Texts.of("status.home", model.parts().home()));
        entities.setGraphic(Icons.chip(Feather.DATABASE, "muted"));
        backlog.setGraphic(Icons.chip(Feather.DOWNLOAD, "muted"));
        backlog.managedProperty().bind(backlog.visibleProperty());
        Label message = Labels.of(model.message(), "t-small", "muted");
        message.setMinWidth(0);
        state.setGraphic(dot);
        getChildren().addAll(state, home, entities, backlog, Labels.space(), message);

        InvalidationListener again = observable -> show();
        model.ingest().state().addListener(again);
        model.inventory().problem().addListener(again);
        model.inventory().entities().addListener(again);
        model.inventory().backlog().addListener(again);
        show();
    }

    private void show() {
        Inventory inventory = model.inventory();
        String kind;
        if (!inventory.problem().get().isEmpty()) {
            kind = "danger";
            state.setText(inventory.problem().get());
        } else if (model.ingest().state().get() instanceof IngestState.Running running) {
            kind = "accent";
            state.setText(Texts.of("status.reading", IngestState.nameOf(running.folder())));
        } else {
            kind = "success";
            state.setText(Texts.of("status.ready"));
        }
        dot.getStyleClass().setAll("dot", kind);
        entities.setText(Texts.count("entities.count", inventory.entities().get()));
        long waiting = inventory.backlog().get();
        backlog.setVisible(waiting > 0);
        backlog.setText(Texts.count("status.backlog", waiting));
    }
}
