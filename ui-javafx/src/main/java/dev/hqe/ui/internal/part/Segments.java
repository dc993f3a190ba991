package dev.hqe.ui.internal.part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// A choice of two to four, all in sight. One of them is always chosen.
///
/// @param <T> what is chosen
public final class Segments<T> extends HBox {

    private final ObjectProperty<T> value;
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();

    /// @param name what is chosen here, for screen readers
    /// @param choices at least one; the first is chosen
    public Segments(String name, List<T> choices, Function<? super T, String> text) {
        this.value = new SimpleObjectProperty<>(choices.getFirst());
        getStyleClass().add("segments");
        setAccessibleText(name);
        setMinWidth(USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (T choice : choices) {
            ToggleButton button = new ToggleButton(text.apply(choice));
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setAccessibleText(name + ", " + button.getText());
            button.setOnAction(event -> {
                button.setSelected(true);
                value.set(choice);
            });
            buttons.put(choice, button);
            getChildren().add(button);
        }
        value.addListener((property, before, now) -> show(now));
        show(value.get());
    }

    private void show(T now) {
        Objects.requireNonNull(buttons.get(now), () -> "no such choice: " + now).setSelected(true);
    }

    /// Writes another text on a choice, such as its count.
    public void text(T choice, String text) {
        ToggleButton button = buttons.get(choice);
        if (button != null) {
            button.setText(text);
        }
    }

    public ObjectProperty<T> value() {
        return value;
    }
}
