package dev.hqe.ui.internal.tools;

import dev.hqe.kernel.json.Json;
import dev.hqe.ui.internal.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a person has entered for one field. For the JavaFX thread.
sealed interface Field {

    FieldSpec spec();

    /// The fields that hold a value: itself, or those in the group.
    Stream<Leaf> leaves();

    /// A field with a value. What is typed stays text until the arguments are read, so that a value
    /// that does not fit is not lost.
    final class Leaf implements Field {

        private static final int MAX_DIGITS = 100;
        private static final int MAX_SCALE = 400;

        private final FieldSpec spec;
        private final StringProperty text = new SimpleStringProperty("");
        private final StringProperty problem = new SimpleStringProperty("");
        private final BooleanProperty touched = new SimpleBooleanProperty();

        Leaf(FieldSpec spec) {
            this.spec = spec;
        }

        @Override
        public FieldSpec spec() {
            return spec;
        }

        @Override
        public Stream<Leaf> leaves() {
            return Stream.of(this);
        }

        /// As it is typed; empty for none. A flag reads `true` or `false`.
        StringProperty text() {
            return text;
        }

        /// What is wrong with it, in words; empty for nothing.
        StringProperty problem() {
            return problem;
        }

        /// Whether the person has been here, so that a problem may be shown.
        BooleanProperty touched() {
            return touched;
        }

        boolean isEmpty() {
            return text.get().isEmpty();
        }

        /// Takes a value in; empty for none.
        void set(Optional<JsonNode> value) {
            text.set(value.map(this::written).orElse(""));
        }

        private String written(JsonNode value) {
            return switch (spec.shape()) {
                case FieldSpec.Raw _ ->
                        value.isContainer() ? JsonText.pretty(value) : value.toString();
                case FieldSpec.Choice _ -> SchemaFields.shown(value);
                case FieldSpec.Line _ -> SchemaFields.shown(value);
                case FieldSpec.Lines _ -> SchemaFields.shown(value);
                case FieldSpec.Figure _ -> SchemaFields.shown(value);
                case FieldSpec.Flag _ -> SchemaFields.shown(value);
                case FieldSpec.Day _ -> SchemaFields.shown(value);
                case FieldSpec.Moment _ -> SchemaFields.shown(value);
                case FieldSpec.Members _ -> value.toString();
            };
        }

        /// The value.
        ///
        /// @throws Unreadable when what is typed is none of that type
        JsonNode value() {
            String typed = text.get();
            return switch (spec.shape()) {
                case FieldSpec.Line line ->
                        line.orJson() && isBracketed(typed) ? json(typed) : string(typed);
                case FieldSpec.Lines _ -> string(typed);
                case FieldSpec.Day _ -> string(typed.strip());
                case FieldSpec.Moment _ -> string(typed.strip());
                case FieldSpec.Figure figure -> number(typed.strip(), figure.whole());
                case FieldSpec.Flag _ -> flag(typed);
                case FieldSpec.Choice choice -> chosen(choice, typed);
                case FieldSpec.Raw _ -> json(typed);
                case FieldSpec.Members _ -> json(typed);
            };
        }

        private static boolean isBracketed(String text) {
            String stripped = text.strip();
            return stripped.startsWith("[") || stripped.startsWith("{");
        }

        private static JsonNode string(String text) {
            return JsonNodeFactory.instance.stringNode(text);
        }

        private static JsonNode flag(String text) {
            return switch (text) {
                case "true" -> JsonNodeFactory.instance.booleanNode(true);
                case "false" -> JsonNodeFactory.instance.booleanNode(false);
                default -> throw new Unreadable(Texts.of("tools.form.flag"));
            };
        }

        private static JsonNode number(String text, boolean whole) {
            try {
                BigDecimal number =
                        new BigDecimal(text.length() <= MAX_DIGITS ? text : "not a number");
                if (Math.abs(number.scale()) <= MAX_SCALE) {
                    return whole
                            ? smallest(number.toBigIntegerExact())
                            : JsonNodeFactory.instance.numberNode(number);
                }
            } catch (ArithmeticException | NumberFormatException e) { // said below
            }
            throw new Unreadable(Texts.of(whole ? "tools.form.whole" : "tools.form.number"));
        }

        /// As a reader of JSON takes it, so that equal arguments are equal.
        private static JsonNode smallest(BigInteger number) {
            if (number.bitLength() < Integer.SIZE) {
                return JsonNodeFactory.instance.numberNode(number.intValue());
            }
            return number.bitLength() < Long.SIZE
                    ? JsonNodeFactory.instance.numberNode(number.longValue())
                    : JsonNodeFactory.instance.numberNode(number);
        }

        private static JsonNode chosen(FieldSpec.Choice choice, String text) {
            return choice.values().stream()
                    .filter(value -> SchemaFields.shown(value).equals(text))
                    .findFirst()
                    .orElseGet(() -> string(text)); // whoever checks it says what it could be
        }

        private static JsonNode json(String text) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (JacksonException e) {
                throw new Unreadable(JsonText.problem(e));
            }
        }
    }

    /// Fields of one object.
    record Group(FieldSpec spec, List<Field> fields) implements Field {

        public Group {
            fields = List.copyOf(fields);
        }

        @Override
        public Stream<Leaf> leaves() {
            return fields.stream().flatMap(Field::leaves);
        }
    }

    static Field of(FieldSpec spec) {
        return spec.shape() instanceof FieldSpec.Members members
                ? new Group(spec, members.fields().stream().map(Field::of).toList())
                : new Leaf(spec);
    }

    /// What is typed is no value of the field's type; the message is for the person.
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
