package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The fields of a form, one below the other; two days that follow each other stand side by side.
final class FormView extends VBox {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final int MAX_HINT = 240;

    private final Map<Field.Leaf, Node> inputs = new HashMap<>();
    private final List<Node> order = new ArrayList<>();

    FormView(FormModel form) {
        getStyleClass().add("tool-form");
        setId("tool-form");
        if (form.takesNothing()) {
            getChildren().add(Labels.wrapped(Texts.of("tools.form.nothing"), "t-body", "muted"));
        }
        getChildren().addAll(fields(form.fields()));
        Label also = Labels.wrapped("", "t-small", "muted");
        also.textProperty().bind(form.alsoSent().map(names -> Texts.of("tools.form.also", names)));
        also.visibleProperty().bind(form.alsoSent().isNotEmpty());
        also.managedProperty().bind(also.visibleProperty());
        getChildren().addAll(also, ToolPane.problem(form));
    }

    private List<Node> fields(List<Field> fields) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Node node = field(fields.get(i));
            boolean pair =
                    isDay(fields.get(i)) && i + 1 < fields.size() && isDay(fields.get(i + 1));
            if (pair) {
                Node other = field(fields.get(++i));
                HBox line = new HBox(node, other);
                line.getStyleClass().add("form-pair");
                HBox.setHgrow(node, Priority.ALWAYS);
                HBox.setHgrow(other, Priority.ALWAYS);
                nodes.add(line);
            } else {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static boolean isDay(Field field) {
        return field.spec().shape() instanceof FieldSpec.Day;
    }

    private Node field(Field field) {
        return switch (field) {
            case Field.Leaf leaf -> leaf(leaf);
            case Field.Group group -> group(group);
        };
    }

    private Node group(Field.Group group) {
        VBox inner = new VBox();
        inner.getStyleClass().add("form-group-fields");
        inner.getChildren().addAll(fields(group.fields()));
        VBox box = new VBox(caption(group.spec(), null));
        hint(group.spec(), box);
        box.getChildren().add(inner);
        box.getStyleClass().add("form-group");
        return box;
    }

    private Node leaf(Field.Leaf leaf) {
        FieldSpec spec = leaf.spec();
        Node input = FieldInput.of(leaf);
        Node focus = FieldInput.focusOf(input);
        inputs.put(leaf, focus);
        order.add(focus);
        focus.setId("field" + spec.pointer().replace('/', '-'));
        focus.setAccessibleText(
                Texts.of(
                        spec.required() ? "tools.form.name.required" : "tools.form.name",
                        spec.label(),
                        spec.type()));
        focus.setAccessibleHelp(spec.description());
        VBox box = new VBox();
        box.getStyleClass().add("form-field");
        if (spec.shape() instanceof FieldSpec.Flag) {
            HBox line = new HBox(input, Labels.space(), type(spec));
            line.getStyleClass().add("row-8");
            box.getChildren().add(line);
            hint(spec, box);
        } else {
            box.getChildren().add(caption(spec, focus));
            box.getChildren().add(input);
            hint(spec, box);
        }
        box.getChildren().add(problem(leaf, focus));
        return box;
    }

    private static HBox caption(FieldSpec spec, @Nullable Node focus) {
        Label name = Labels.cut(spec.label(), "t-name");
        name.setTooltip(new Tooltip(spec.name()));
        if (focus != null) {
            name.setLabelFor(focus);
        }
        HBox line = new HBox(name);
        if (spec.required()) {
            line.getChildren().add(Labels.of(Texts.of("tools.required"), "t-small", "muted"));
        }
        line.getChildren().addAll(Labels.space(), type(spec));
        line.getStyleClass().add("form-caption");
        return line;
    }

    private static Label type(FieldSpec spec) {
        return Labels.cut(spec.type(), "t-mono-s", "subtle");
    }

    private static void hint(FieldSpec spec, VBox box) {
        if (!spec.description().isEmpty()) {
            box.getChildren().add(LongText.of(spec.description(), MAX_HINT, "t-small", "muted"));
        }
    }

    private static Label problem(Field.Leaf leaf, Node focus) {
        BooleanBinding wrong = Bindings.and(leaf.touched(), leaf.problem().isNotEmpty());
        Label words = Labels.wrapped("", "t-small", "danger");
        words.textProperty().bind(leaf.problem());
        words.setGraphic(Icons.chip(Feather.ALERT_CIRCLE, "danger"));
        words.visibleProperty().bind(wrong);
        words.managedProperty().bind(wrong);
        words.visibleProperty().addListener((property, before, now) -> mark(leaf, focus, now));
        leaf.problem().addListener((property, before, now) -> mark(leaf, focus, words.isVisible()));
        mark(leaf, focus, words.isVisible());
        return words;
    }

    private static void mark(Field.Leaf leaf, Node focus, boolean wrong) {
        focus.pseudoClassStateChanged(WRONG, wrong);
        focus.setAccessibleHelp(wrong ? leaf.problem().get() : leaf.spec().description());
    }

    /// The first field.
    void focusFirst() {
        if (!order.isEmpty()) {
            order.getFirst().requestFocus();
        }
    }

    void focus(Field.Leaf leaf) {
        Node input = inputs.get(leaf);
        if (input != null) {
            input.requestFocus();
        }
    }
}
