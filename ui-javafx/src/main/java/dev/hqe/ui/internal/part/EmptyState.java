package dev.hqe.ui.internal.part;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;

/// What stands where there is nothing: an icon, what is missing, how to start.
public final class EmptyState extends VBox {

    public EmptyState(Feather icon, String title, String text, Node... actions) {
        getStyleClass().add("empty-state");
        Label explanation = Labels.wrapped(text, "t-body", "muted");
        explanation.setTextAlignment(TextAlignment.CENTER);
        explanation.setAlignment(Pos.CENTER);
        explanation.setMaxWidth(420);
        getChildren().addAll(Icons.tile(icon), Labels.of(title, "t-head"), explanation);
        if (actions.length > 0) {
            HBox row = new HBox(actions);
            row.getStyleClass().add("actions");
            getChildren().add(row);
        }
    }
}
