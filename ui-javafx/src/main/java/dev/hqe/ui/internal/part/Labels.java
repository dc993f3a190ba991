package dev.hqe.ui.internal.part;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Texts of the window in its few sizes; the style classes are those of `hqe.css`.
public final class Labels {

    private Labels() {}

    public static Label of(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A label that follows a value.
    public static Label of(ObservableValue<String> text, String... styleClasses) {
        Label label = of("", styleClasses);
        label.textProperty().bind(text);
        return label;
    }

    /// A label that breaks into lines.
    public static Label wrapped(String text, String... styleClasses) {
        Label label = of(text, styleClasses);
        label.getStyleClass().add("wrapped");
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// A label that may be cut; the tooltip then has it whole.
    public static Label cut(String text, String... styleClasses) {
        Label label = of(text, styleClasses);
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(text));
        return label;
    }

    /// A path, cut in its middle, where the least is lost.
    public static Label path(String text, String... styleClasses) {
        Label label = cut(text, styleClasses);
        label.getStyleClass().add("t-mono");
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        return label;
    }

    /// Empty space that takes what is left of a row.
    public static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
