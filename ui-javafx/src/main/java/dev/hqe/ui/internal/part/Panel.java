package dev.hqe.ui.internal.part;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A bordered part of a page with a title.
public class Panel extends VBox {

    private final HBox head = new HBox();

    @SuppressWarnings("this-escape") // adds its own nodes only, nothing calls back
    public Panel(String title) {
        getStyleClass().add("panel");
        head.getStyleClass().add("panel-head");
        head.getChildren().add(Labels.of(title, "t-head"));
        getChildren().add(head);
    }

    /// Adds to the row of the title.
    public final void addToHead(Node... nodes) {
        head.getChildren().addAll(nodes);
    }
}
