package dev.hqe.ui.internal.part;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What stands where something failed: what happened, the raw text, what to do.
public final class ErrorState extends VBox {

    public ErrorState(String title, String raw, Node... actions) {
        getStyleClass().add("error-state");
        HBox head =
                new HBox(
                        Icons.line(Feather.ALERT_CIRCLE, "danger"),
                        Labels.wrapped(title, "t-head"));
        head.getStyleClass().add("row-8");
        getChildren().addAll(head, Labels.wrapped(raw, "t-mono", "code"));
        if (actions.length > 0) {
            HBox row = new HBox(actions);
            row.getStyleClass().add("actions-left");
            getChildren().add(row);
        }
    }
}
