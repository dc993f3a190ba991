package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.Texts;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// One field of a form: what it is called, whether it is needed, of which type it is, and under it
/// what is wrong with what was typed.
public final class FormField extends VBox {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Control control;
    private final String name;
    private final Label wrong = Labels.wrapped("", "t-small", "danger");

    /// @param type as its schema has it: `integer, 1 to 5000`; may be empty
    /// @param hint how to fill it in; may be empty
    public FormField(String name, boolean required, String type, String hint, Control control) {
        this.control = control;
        this.name = name;
        getStyleClass().add("form-field");
        Label label = Labels.of(name, "t-name");
        label.setLabelFor(control);
        HBox head = new HBox(label);
        if (required) {
            head.getChildren().add(Labels.of(Texts.of("part.required"), "t-small", "muted"));
        }
        head.getChildren().addAll(Labels.space(), Labels.of(type, "t-mono-s", "subtle"));
        head.getStyleClass().add("row-8");
        control.setMaxWidth(Double.MAX_VALUE);
        wrong.managedProperty().bind(wrong.visibleProperty());
        getChildren().addAll(head, control);
        if (!hint.isEmpty()) {
            getChildren().add(Labels.wrapped(hint, "t-small", "muted"));
        }
        getChildren().add(wrong);
        wrong("");
    }

    /// Says what is wrong and what to type instead; empty when nothing is.
    public void wrong(String message) {
        wrong.setText(message);
        wrong.setVisible(!message.isEmpty());
        control.pseudoClassStateChanged(WRONG, !message.isEmpty());
        control.setAccessibleText(message.isEmpty() ? name : name + ", " + message);
    }

    /// Whether something is.
    public boolean isWrong() {
        return wrong.isVisible();
    }

    /// Puts the keyboard into it.
    public void enter() {
        control.requestFocus();
    }
}
