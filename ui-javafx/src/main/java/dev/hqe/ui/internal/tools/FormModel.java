package dev.hqe.ui.internal.tools;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema.Violation;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.tools.Field.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of one tool, being written: field by field, or as JSON. What one side says the
/// other has, too, when the person goes over; members without a field are kept. For the JavaFX
/// thread.
final class FormModel {

    /// Longest text that is read as JSON, in characters.
    static final int MAX_JSON = 16 << 20;

    /// What the person has written, if it can be read.
    sealed interface Reading {

        record Good(ObjectNode arguments) implements Reading {}

        /// The problems stand at their fields.
        record Bad() implements Reading {}
    }

    private final ObjectNode schema;
    private final List<Field> fields;
    private final BooleanProperty asJson = new SimpleBooleanProperty();
    private final StringProperty json = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper alsoSent = new ReadOnlyStringWrapper("");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private final ReadOnlyBooleanWrapper pristine = new ReadOnlyBooleanWrapper(true);
    private ObjectNode others = Json.object();

    FormModel(ObjectNode schema) {
        this.schema = schema;
        this.fields = SchemaFields.of(schema).stream().map(Field::of).toList();
        asJson.set(fields.isEmpty() && takesAnything(schema));
        reset();
        leaves().forEach(leaf ->
                leaf.text()
                        .addListener((property, before, now) -> {
                            leaf.touched().set(true);
                            changed();
                        }));
        json.addListener((property, before, now) -> {
            if (asJson.get()) {
                changed();
            }
        });
        changes.set(0);
        pristine.set(true);
    }

    private static boolean takesAnything(ObjectNode schema) {
        return schema.path("additionalProperties").asBoolean(true)
                || schema.path("additionalProperties").isObject();
    }

    private void changed() {
        pristine.set(false);
        changes.set(changes.get() + 1);
    }

    ObjectNode schema() {
        return schema;
    }

    /// In the schema's order.
    List<Field> fields() {
        return fields;
    }

    /// Whether there is nothing to enter.
    boolean takesNothing() {
        return fields.isEmpty() && !takesAnything(schema);
    }

    private List<Leaf> leaves() {
        return fields.stream().flatMap(Field::leaves).toList();
    }

    /// Whether the person writes JSON; changed by [#showJson].
    ReadOnlyBooleanProperty asJson() {
        return asJson;
    }

    /// What is written while [#asJson].
    StringProperty json() {
        return json;
    }

    /// What is wrong with the whole, or with the JSON; empty for nothing.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Names of members that have no field here and are sent as they are; empty for none.
    ReadOnlyStringProperty alsoSent() {
        return alsoSent.getReadOnlyProperty();
    }

    /// Rises with each change.
    ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /// Whether nothing has been entered yet but what the schema suggests.
    ReadOnlyBooleanProperty pristine() {
        return pristine.getReadOnlyProperty();
    }

    /// As the schema suggests it.
    void reset() {
        leaves().forEach(leaf -> {
            leaf.set(usual(leaf.spec()));
            leaf.problem().set("");
            leaf.touched().set(false);
        });
        keep(Json.object());
        problem.set("");
        json.set(JsonText.pretty(readable()));
        pristine.set(true);
    }

    private static Optional<JsonNode> usual(FieldSpec spec) {
        if (spec.usual().isEmpty() && spec.required()) {
            if (spec.shape() instanceof FieldSpec.Flag) {
                return Optional.of(Json.MAPPER.getNodeFactory().booleanNode(false));
            }
            if (spec.shape() instanceof FieldSpec.Choice choice && choice.values().size() == 1) {
                return Optional.of(choice.values().getFirst());
            }
        }
        return spec.usual();
    }

    private void keep(ObjectNode more) {
        others = more;
        String names = String.join(", ", more.propertyNames());
        alsoSent.set(names.length() <= 200 ? names : names.substring(0, 200) + "\u2026");
    }

    /// Takes these arguments in.
    void fill(ObjectNode arguments) {
        ObjectNode rest = arguments.deepCopy();
        fill(fields, arguments, rest);
        keep(rest);
        json.set(JsonText.pretty(arguments));
        problem.set("");
        changed();
    }

    private static void fill(List<Field> fields, JsonNode given, ObjectNode rest) {
        for (Field field : fields) {
            String name = field.spec().name();
            JsonNode value = given.path(name);
            switch (field) {
                case Leaf leaf -> {
                    leaf.problem().set("");
                    leaf.set(value.isMissingNode() ? Optional.empty() : Optional.of(value));
                    rest.remove(name);
                }
                case Field.Group group when rest.path(name) instanceof ObjectNode inner -> {
                    fill(group.fields(), value, inner);
                    if (inner.isEmpty()) {
                        rest.remove(name);
                    }
                }
                case Field.Group group -> // no object, so it stays among the others
                        fill(group.fields(), Json.object(), Json.object());
            }
        }
    }

    /// Goes over to JSON, or back to the fields. JSON that cannot be read is mended first.
    void showJson(boolean wanted) {
        if (wanted == asJson.get()) {
            return;
        }
        if (wanted) {
            json.set(JsonText.pretty(readable()));
            problem.set("");
            asJson.set(true);
        } else {
            fromJson()
                    .ifPresent(object -> {
                        asJson.set(false);
                        fill(object);
                    });
        }
    }

    /// What has been entered, with what is no value of its type as the text that it is.
    private ObjectNode readable() {
        ObjectNode all = others.deepCopy();
        collect(fields, all, true);
        return all;
    }

    /// Reads the arguments; what cannot be read is told at its field.
    Reading read() {
        if (asJson.get()) {
            return fromJson().<Reading>map(Reading.Good::new).orElseGet(Reading.Bad::new);
        }
        problem.set("");
        ObjectNode all = others.deepCopy();
        return collect(fields, all, false) ? new Reading.Good(all) : new Reading.Bad();
    }

    private Optional<ObjectNode> fromJson() {
        String text = json.get();
        try {
            if (text.isBlank()) {
                return Optional.of(Json.object());
            }
            if (text.length() > MAX_JSON) {
                problem.set(Texts.of("tools.json.tooLong"));
            } else if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
                problem.set("");
                return Optional.of(object);
            } else {
                problem.set(Texts.of("tools.json.object"));
            }
        } catch (JacksonException e) {
            problem.set(JsonText.problem(e));
        }
        return Optional.empty();
    }

    private static boolean collect(List<Field> fields, ObjectNode into, boolean lenient) {
        boolean good = true;
        for (Field field : fields) {
            String name = field.spec().name();
            switch (field) {
                case Leaf leaf when leaf.isEmpty() -> leaf.problem().set("");
                case Leaf leaf -> {
                    try {
                        into.set(name, leaf.value());
                        leaf.problem().set("");
                    } catch (Field.Unreadable e) {
                        good = false;
                        if (lenient) {
                            into.put(name, leaf.text().get());
                        } else {
                            leaf.problem().set(e.words());
                        }
                    }
                }
                case Field.Group group -> {
                    JsonNode kept = into.path(name);
                    ObjectNode inner = kept instanceof ObjectNode object ? object : Json.object();
                    good &= collect(group.fields(), inner, lenient);
                    if (!inner.isEmpty() || (field.spec().required() && kept.isMissingNode())) {
                        into.set(name, inner);
                    }
                }
            }
        }
        return good;
    }

    /// Shows what the schema says of the arguments, each problem at its field.
    void tell(List<Violation> violations) {
        List<String> general = new ArrayList<>();
        if (!asJson.get()) {
            leaves().forEach(leaf -> leaf.problem().set(missing(leaf, violations)));
        }
        for (Violation violation : violations) {
            Optional<Leaf> at = asJson.get() ? Optional.empty() : fieldOf(violation);
            if (at.isPresent()) {
                StringProperty words = at.get().problem();
                if (words.get().isEmpty()) {
                    words.set(saying(at.get(), violation));
                }
            } else if (asJson.get() || !isMissingHere(violation)) {
                general.add(violation.toString());
            }
        }
        problem.set(String.join("\n", general));
    }

    private static String saying(Leaf leaf, Violation violation) {
        boolean inside = !violation.pointer().equals(leaf.spec().pointer());
        return inside
                ? violation.pointer().substring(leaf.spec().pointer().length())
                        + ": "
                        + violation.message()
                : violation.message();
    }

    private Optional<Leaf> fieldOf(Violation violation) {
        String pointer = violation.pointer();
        return leaves().stream()
                .filter(leaf ->
                        pointer.equals(leaf.spec().pointer())
                                || pointer.startsWith(leaf.spec().pointer() + "/"))
                .max(Comparator.comparingInt(leaf -> leaf.spec().pointer().length()));
    }

    private static String missing(Leaf leaf, List<Violation> violations) {
        boolean told = violations.stream().anyMatch(one -> isMissing(one, leaf.spec()));
        return told && leaf.isEmpty() ? Texts.of("tools.form.required") : "";
    }

    private boolean isMissingHere(Violation violation) {
        return leaves().stream().anyMatch(leaf -> isMissing(violation, leaf.spec()));
    }

    /// Whether it says that this member is not there: it is said of the object around it.
    private static boolean isMissing(Violation violation, FieldSpec spec) {
        String around = spec.pointer().substring(0, spec.pointer().lastIndexOf('/'));
        return violation.pointer().equals(around)
                && violation.message().equals("'" + spec.name() + "' is missing");
    }

    /// Shows every problem, also at fields that nobody has touched.
    void touchAll() {
        leaves().forEach(leaf -> leaf.touched().set(true));
    }

    /// The first field with a problem.
    Optional<Leaf> firstProblem() {
        return leaves().stream().filter(leaf -> !leaf.problem().get().isEmpty()).findFirst();
    }
}
