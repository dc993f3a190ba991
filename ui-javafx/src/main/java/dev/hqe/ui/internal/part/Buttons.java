package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.action.Action;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Buttons. A page has at most one that is filled: the one the person came for.
public final class Buttons {

    private Buttons() {}

    public static Button plain(String text, Runnable action) {
        Button button = new Button(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    public static Button plain(String text, Feather icon, Runnable action) {
        Button button = plain(text, action);
        button.setGraphic(Icons.button(icon));
        return button;
    }

    public static Button filled(String text, Feather icon, Runnable action) {
        Button button = plain(text, icon, action);
        button.getStyleClass().add("filled");
        return button;
    }

    /// A button that reads as a link.
    public static Button link(String text, Runnable action) {
        Button button = plain(text, action);
        button.getStyleClass().add("link");
        return button;
    }

    /// A button for an action: its title, what it does, whether it can now, and its keys in the
    /// tooltip.
    public static Button of(Action action) {
        Button button = plain(action.title(), action.icon(), action.run());
        button.setTooltip(new Tooltip(action.hint()));
        button.setId(action.id().replace('.', '-'));
        return button;
    }

    /// A button that reads as plain text until it is pointed at.
    public static Button flat(String text, Feather icon, Runnable action) {
        Button button = plain(text, icon, action);
        button.getStyleClass().add("flat-text");
        return button;
    }

    /// A button that is only an icon.
    ///
    /// @param says what it does, for the tooltip and for screen readers
    public static Button icon(Feather icon, String says, Runnable action) {
        Button button = plain("", action);
        button.setGraphic(Icons.line(icon, "muted"));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("icon-only");
        button.setAccessibleText(says);
        button.setTooltip(new Tooltip(says));
        return button;
    }
}
