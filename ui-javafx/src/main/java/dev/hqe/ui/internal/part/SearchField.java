package dev.hqe.ui.internal.part;

import atlantafx.base.controls.CustomTextField;
import dev.hqe.ui.internal.Texts;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Words to look for. Shows `/`, which leads into it, while it is empty, and what it has found
/// while it is not. Escape empties it.
public final class SearchField extends CustomTextField {

    private final Label found = Labels.of("", "t-small", "muted");

    /// @param prompt also its name for screen readers
    public SearchField(String prompt) {
        getStyleClass().add("search-field");
        setPromptText(prompt);
        setAccessibleText(prompt);
        StackPane glass = new StackPane(Icons.button(Feather.SEARCH, "muted"));
        glass.getStyleClass().add("glass");
        setLeft(glass);
        Label slash = Chips.key("/");
        slash.visibleProperty().bind(textProperty().isEmpty().and(focusedProperty().not()));
        slash.managedProperty().bind(slash.visibleProperty());
        found.visibleProperty().bind(textProperty().isNotEmpty());
        found.managedProperty().bind(found.visibleProperty());
        var clear = Buttons.icon(Feather.X, Texts.of("part.clear"), this::clear);
        clear.setFocusTraversable(false);
        clear.visibleProperty().bind(textProperty().isNotEmpty());
        clear.managedProperty().bind(clear.visibleProperty());
        HBox end = new HBox(found, slash, clear);
        end.getStyleClass().add("search-end");
        setRight(end);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
            clear();
            event.consume();
        }
    }

    /// Says what it has found: "38 hits in 41 ms".
    public void found(String what) {
        found.setText(what);
    }
}
