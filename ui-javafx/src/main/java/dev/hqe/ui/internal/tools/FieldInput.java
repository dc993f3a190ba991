package dev.hqe.ui.internal.tools;

import atlantafx.base.controls.Calendar;
import atlantafx.base.controls.CustomTextField;
import atlantafx.base.controls.Popover;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Segments;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The control for one field. Each holds what is typed as text, so that nothing that does not fit
/// is lost.
final class FieldInput {

    /// So many values are segments; more are a list to choose from.
    static final int MOST_SEGMENTS = 4;

    private static final int MAX_SEGMENT_CHARS = 36;
    private static final int ROWS = 4;
    private static final int FEW_ROWS = 3;
    private static final int JSON_ROWS = 2;

    private FieldInput() {}

    static Node of(Field.Leaf leaf) {
        FieldSpec spec = leaf.spec();
        return switch (spec.shape()) {
            case FieldSpec.Line _ -> line(leaf, new TextField());
            case FieldSpec.Lines _ -> lines(leaf, false);
            case FieldSpec.Raw _ -> lines(leaf, true);
            case FieldSpec.Members _ -> lines(leaf, true);
            case FieldSpec.Flag _ -> flag(leaf);
            case FieldSpec.Figure figure -> figure(leaf, figure);
            case FieldSpec.Day _ -> day(leaf, false);
            case FieldSpec.Moment _ -> day(leaf, true);
            case FieldSpec.Choice choice -> choice(leaf, choice);
        };
    }

    /// What takes the keyboard in it.
    static Node focusOf(Node input) {
        return input instanceof Segments<?> segments
                ? segments.getChildren().stream()
                        .filter(node -> node instanceof ToggleButton button && button.isSelected())
                        .findFirst()
                        .orElse(segments.getChildren().getFirst())
                : input;
    }

    private static <F extends TextField> F line(Field.Leaf leaf, F field) {
        field.getStyleClass().add("t-mono");
        field.textProperty().bindBidirectional(leaf.text());
        if (!leaf.spec().example().isEmpty()) {
            field.setPromptText(Texts.of("tools.form.example", leaf.spec().example()));
        }
        return field;
    }

    private static Node lines(Field.Leaf leaf, boolean json) {
        TextArea area = new TextArea();
        area.getStyleClass().addAll("t-mono", json ? "json-field" : "text-lines");
        area.setPrefRowCount(json ? JSON_ROWS : leaf.spec().required() ? ROWS : FEW_ROWS);
        area.setWrapText(!json);
        area.textProperty().bindBidirectional(leaf.text());
        if (!leaf.spec().example().isEmpty()) {
            area.setPromptText(Texts.of("tools.form.example", leaf.spec().example()));
        }
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> leave(area, event));
        return area;
    }

    /// Tab goes on to the next field: whoever wants one in the text pastes it.
    private static void leave(TextArea area, KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
            event.consume();
            area.fireEvent(
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED,
                            "",
                            "",
                            KeyCode.TAB,
                            event.isShiftDown(),
                            true,
                            false,
                            false));
        }
    }

    private static Node flag(Field.Leaf leaf) {
        CheckBox box = new CheckBox(leaf.spec().label());
        box.setMnemonicParsing(false);
        StringProperty text = leaf.text();
        box.setSelected(text.get().equals("true"));
        text.addListener((property, before, now) -> box.setSelected(now.equals("true")));
        box.setOnAction(event -> text.set(box.isSelected() ? "true" : "false"));
        return box;
    }

    private static Node figure(Field.Leaf leaf, FieldSpec.Figure figure) {
        CustomTextField field = line(leaf, new CustomTextField());
        if (figure.whole()) {
            Button less =
                    step(
                            Feather.MINUS,
                            Texts.of("tools.form.less", leaf.spec().label()),
                            () -> step(leaf, figure, -1));
            Button more =
                    step(
                            Feather.PLUS,
                            Texts.of("tools.form.more", leaf.spec().label()),
                            () -> step(leaf, figure, 1));
            HBox steps = new HBox(less, more);
            steps.getStyleClass().add("field-end");
            field.setRight(steps);
            field.addEventFilter(
                    KeyEvent.KEY_PRESSED,
                    event -> {
                        int by =
                                switch (event.getCode()) {
                                    case UP -> 1;
                                    case DOWN -> -1;
                                    default -> 0;
                                };
                        if (by != 0) {
                            step(leaf, figure, by);
                            event.consume();
                        }
                    });
        }
        return field;
    }

    private static Button step(Feather icon, String says, Runnable run) {
        Button button = Buttons.icon(icon, says, run);
        button.setFocusTraversable(false); // the arrow keys do it
        return button;
    }

    private static void step(Field.Leaf leaf, FieldSpec.Figure figure, int by) {
        try {
            String text = leaf.text().get().strip();
            BigDecimal least = figure.least().orElse(BigDecimal.ZERO);
            BigDecimal now =
                    text.isEmpty()
                            ? least.max(BigDecimal.ZERO)
                            : new BigDecimal(text).add(BigDecimal.valueOf(by));
            if (figure.least().isPresent()) {
                now = now.max(figure.least().get());
            }
            if (figure.most().isPresent()) {
                now = now.min(figure.most().get());
            }
            leaf.text().set(now.toBigInteger().toString());
        } catch (NumberFormatException e) { // stays as it is typed, and is told below the field
            leaf.touched().set(true);
        }
    }

    private static Node day(Field.Leaf leaf, boolean withTime) {
        CustomTextField field = line(leaf, new CustomTextField());
        if (leaf.spec().example().isEmpty()) {
            field.setPromptText(withTime ? "2026-01-31T09:30:00Z" : "2026-01-31");
        }
        Button open =
                Buttons.icon(
                        Feather.CALENDAR,
                        Texts.of("tools.form.calendar", leaf.spec().label()),
                        () -> calendar(leaf, field, withTime));
        open.setFocusTraversable(false); // Alt Down does it
        HBox end = new HBox(open);
        end.getStyleClass().add("field-end");
        field.setRight(end);
        field.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN && event.isAltDown()) {
                        calendar(leaf, field, withTime);
                        event.consume();
                    }
                });
        return field;
    }

    private static void calendar(Field.Leaf leaf, TextField field, boolean withTime) {
        String typed = leaf.text().get().strip();
        Calendar calendar = new Calendar(dayIn(typed).orElseGet(LocalDate::now));
        Popover popover = new Popover(calendar);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_CENTER);
        calendar.valueProperty()
                .addListener((property, before, now) -> {
                    if (now != null) {
                        String rest = typed.length() > 10 ? typed.substring(10) : "T00:00:00Z";
                        leaf.text().set(withTime ? now + rest : now.toString());
                        popover.hide();
                        field.requestFocus();
                    }
                });
        popover.show(field);
        calendar.requestFocus();
    }

    private static Optional<LocalDate> dayIn(String text) {
        try {
            return text.length() < 10
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeParseException e) { // not a day yet
            return Optional.empty();
        }
    }

    private static Node choice(Field.Leaf leaf, FieldSpec.Choice choice) {
        List<String> values = new ArrayList<>();
        boolean canBeNothing = !leaf.spec().required() && leaf.spec().usual().isEmpty();
        if (canBeNothing || leaf.isEmpty()) {
            values.add("");
        }
        choice.values().forEach(value -> values.add(SchemaFields.shown(value)));
        int length = values.stream().mapToInt(String::length).sum();
        return choice.values().size() <= MOST_SEGMENTS && length <= MAX_SEGMENT_CHARS
                ? segments(leaf, values)
                : combo(leaf, values);
    }

    private static Node segments(Field.Leaf leaf, List<String> values) {
        Segments<String> segments =
                new Segments<>(leaf.spec().label(), values, FieldInput::written);
        segments.getStyleClass().add("field-segments");
        segments.getChildren()
                .forEach(node -> {
                    HBox.setHgrow(node, Priority.ALWAYS);
                    ToggleButton button = (ToggleButton) node;
                    button.setMaxWidth(Double.MAX_VALUE);
                    button.setMnemonicParsing(false); // an underline is part of the value
                });
        StringProperty text = leaf.text();
        if (values.contains(text.get())) {
            segments.value().set(text.get());
        }
        segments.value().addListener((property, before, now) -> text.set(now));
        text.addListener((property, before, now) -> {
            if (values.contains(now)) {
                segments.value().set(now);
            }
        });
        return segments;
    }

    private static String written(String value) {
        return value.isEmpty() ? Texts.of("tools.form.unset") : value;
    }

    private static Node combo(Field.Leaf leaf, List<String> values) {
        ComboBox<String> combo = new ComboBox<>();
        combo.getItems().setAll(values);
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setCellFactory(any -> new ChoiceCell());
        combo.setButtonCell(new ChoiceCell());
        combo.valueProperty().bindBidirectional(leaf.text());
        return combo;
    }

    private static final class ChoiceCell extends ListCell<String> {

        @Override
        protected void updateItem(@Nullable String value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? "" : written(value));
            getStyleClass().remove("t-mono");
            getStyleClass().add("t-mono");
        }
    }
}
