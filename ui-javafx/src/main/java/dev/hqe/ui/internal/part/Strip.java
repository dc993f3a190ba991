package dev.hqe.ui.internal.part;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// A line under the page header: part of the page does not work, or is not up to date, and the rest
/// does.
public final class Strip extends HBox {

    /// @param look [Look#ACCENT] for news, [Look#WARNING] for less than usual, [Look#DANGER] for
    ///   failures
    public Strip(Look look, ObservableValue<String> text, String action, Runnable run) {
        getStyleClass().addAll("strip", look.style());
        Feather icon =
                switch (look) {
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case DANGER -> Feather.ALERT_CIRCLE;
                    case NEUTRAL, ACCENT, SUCCESS -> Feather.INFO;
                };
        Label words = Labels.of(text, "t-body");
        words.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text);
        words.setTooltip(whole);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icons.line(icon, look.style()), words, Buttons.link(action, run));
    }

    /// Shows it only while this is so.
    public Strip when(ObservableBooleanValue so) {
        visibleProperty().bind(so);
        managedProperty().bind(visibleProperty());
        return this;
    }
}
