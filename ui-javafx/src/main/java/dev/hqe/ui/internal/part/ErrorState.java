package dev.hqe.ui.internal.part;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What stands where something failed: what happened, the raw text, what to do.
public final class ErrorState extends VBox {

    public ErrorState(String title, String raw, Node... actions) {
        this(title, "", raw, "", actions);
    }

    /// @param title what happened: "Server postgres did not start"
    /// @param why may be empty
    /// @param raw the text of whoever failed, as it is
    /// @param fix what to do; may be empty
    public ErrorState(String title, String why, String raw, String fix, Node... actions) {
        getStyleClass().add("error-state");
        HBox head =
                new HBox(
                        Icons.line(Feather.ALERT_CIRCLE, "danger"),
                        Labels.wrapped(title, "t-head"));
        head.getStyleClass().add("row-8");
        getChildren().add(head);
        if (!why.isEmpty()) {
            getChildren().add(Labels.wrapped(why, "t-body"));
        }
        getChildren().add(Labels.wrapped(raw, "t-mono", "code"));
        if (!fix.isEmpty()) {
            getChildren().add(Labels.wrapped(fix, "t-body", "muted"));
        }
        if (actions.length > 0) {
            HBox row = new HBox(actions);
            row.getStyleClass().add("actions-left");
            getChildren().add(row);
        }
    }
}
