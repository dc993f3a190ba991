package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.tools.FieldSpec.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a form out of a JSON Schema. Whatever a form has no field for becomes a
/// field of JSON, so nothing that a schema asks for is missing.
///
/// It follows references inside the schema, and takes `anyOf` of something and `null` for that
/// something. Source: [JSON Schema 2020-12](https://json-schema.org/draft/2020-12).
final class SchemaFields {

    /// Most fields of one form; the rest is written as JSON.
    static final int MOST = 120;

    private static final int GROUPS = 2;
    private static final int REFERENCES = 8;
    private static final int LONG_TEXT = 1000;
    private static final int MAX_CHOICES = 500;
    private static final Set<String> TEXT_NAMES =
            Set.of("text", "content", "body", "markdown", "code", "diff", "patch");
    private static final Set<String> DAY_PATTERNS =
            Set.of(
                    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                    "^\\d{4}-\\d{2}-\\d{2}$", "^([0-9]{4})-([0-9]{2})-([0-9]{2})$");

    private final JsonNode root;
    private int left = MOST;

    private SchemaFields(JsonNode root) {
        this.root = root;
    }

    /// The fields of an object, in the schema's order. Empty for one that names no members.
    static List<FieldSpec> of(ObjectNode schema) {
        SchemaFields reader = new SchemaFields(schema);
        return reader.members(reader.meant(schema), "", 0);
    }

    private List<FieldSpec> members(JsonNode schema, String pointer, int depth) {
        Set<String> required =
                schema.path("required")
                        .valueStream()
                        .map(name -> name.asString(""))
                        .collect(Collectors.toSet());
        List<FieldSpec> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            if (left-- <= 0) {
                break;
            }
            String name = member.getKey();
            fields.add(
                    field(
                            member.getValue(),
                            name,
                            pointer + "/" + escaped(name),
                            required.contains(name),
                            depth));
        }
        return fields;
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private FieldSpec field(
            JsonNode written, String name, String pointer, boolean required, int depth) {
        JsonNode schema = meant(written);
        Shape shape = shape(schema, name, pointer, depth);
        return new FieldSpec(
                pointer,
                name,
                label(said(written, schema, "title").asString(""), name),
                required,
                type(schema, shape),
                said(written, schema, "description").asString("").strip(),
                example(schema),
                usual(said(written, schema, "default")),
                shape);
    }

    /// What stands beside a reference counts more than what it leads to.
    private static JsonNode said(JsonNode written, JsonNode meant, String keyword) {
        return written.has(keyword) ? written.path(keyword) : meant.path(keyword);
    }

    /// The schema behind references and behind a choice between it and nothing.
    private JsonNode meant(JsonNode schema) {
        JsonNode now = schema;
        for (int i = 0; i < REFERENCES; i++) {
            JsonNode next = behind(now);
            if (next.isMissingNode()) {
                return now;
            }
            now = next;
        }
        return MissingNode.getInstance(); // refers to itself
    }

    private JsonNode behind(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (reference.startsWith("#/")) {
            return root.at(reference.substring(1));
        }
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            List<JsonNode> some =
                    schema.path(keyword)
                            .valueStream()
                            .filter(one -> !one.path("type").asString("").equals("null"))
                            .toList();
            if (some.size() == 1 && !schema.has("properties")) {
                return some.getFirst();
            }
        }
        return MissingNode.getInstance();
    }

    private Shape shape(JsonNode schema, String name, String pointer, int depth) {
        if (schema.has("const")) {
            return new FieldSpec.Choice(List.of(schema.path("const")));
        }
        JsonNode choices = schema.path("enum");
        if (choices.isArray() && !choices.isEmpty() && choices.size() <= MAX_CHOICES) {
            List<JsonNode> values =
                    choices.valueStream().filter(one -> !one.isNull()).distinct().toList();
            if (!values.isEmpty()) {
                return new FieldSpec.Choice(values);
            }
        }
        return switch (typeOf(schema)) {
            case "string" -> text(schema, name);
            case "integer" -> figure(schema, true);
            case "number" -> figure(schema, false);
            case "boolean" -> new FieldSpec.Flag();
            case "object" -> object(schema, pointer, depth);
            default ->
                    types(schema).contains("string")
                            ? new FieldSpec.Line(true)
                            : new FieldSpec.Raw();
        };
    }

    /// The one type besides null; empty where there are several or none.
    private static String typeOf(JsonNode schema) {
        Set<String> types = types(schema);
        if (types.isEmpty() && schema.path("properties").isObject()) {
            return "object";
        }
        return types.size() == 1 ? types.iterator().next() : "";
    }

    /// All types besides null, also those that it can be one of.
    private static Set<String> types(JsonNode schema) {
        Set<String> types = new LinkedHashSet<>();
        Stream<JsonNode> variants =
                Stream.concat(
                        schema.path("anyOf").valueStream(), schema.path("oneOf").valueStream());
        Stream.concat(Stream.of(schema), variants)
                .map(one -> one.path("type"))
                .flatMap(type -> type.isString() ? Stream.of(type) : type.valueStream())
                .map(type -> type.asString(""))
                .filter(type -> !type.isEmpty() && !type.equals("null"))
                .forEach(types::add);
        return types;
    }

    private static Shape text(JsonNode schema, String name) {
        String format = schema.path("format").asString("");
        if (format.equals("date") || DAY_PATTERNS.contains(schema.path("pattern").asString(""))) {
            return new FieldSpec.Day();
        }
        if (format.equals("date-time")) {
            return new FieldSpec.Moment();
        }
        boolean isLong =
                schema.path("maxLength").asInt(0) > LONG_TEXT
                        || (TEXT_NAMES.contains(name) && !schema.has("maxLength"));
        return isLong ? new FieldSpec.Lines() : new FieldSpec.Line(false);
    }

    private static FieldSpec.Figure figure(JsonNode schema, boolean whole) {
        return new FieldSpec.Figure(
                whole,
                bound(schema.path("minimum"))
                        .or(() -> bound(schema.path("exclusiveMinimum")).map(b -> next(b, whole))),
                bound(schema.path("maximum"))
                        .or(() ->
                                bound(schema.path("exclusiveMaximum"))
                                        .map(b -> whole ? b.subtract(BigDecimal.ONE) : b)));
    }

    private static BigDecimal next(BigDecimal bound, boolean whole) {
        return whole ? bound.add(BigDecimal.ONE) : bound;
    }

    private static Optional<BigDecimal> bound(JsonNode value) {
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    private Shape object(JsonNode schema, String pointer, int depth) {
        if (depth >= GROUPS || !schema.path("properties").isObject()) {
            return new FieldSpec.Raw();
        }
        List<FieldSpec> fields = members(schema, pointer, depth + 1);
        return fields.isEmpty() ? new FieldSpec.Raw() : new FieldSpec.Members(fields);
    }

    private String type(JsonNode schema, Shape shape) {
        return switch (shape) {
            case FieldSpec.Line line ->
                    line.orJson()
                            ? Texts.of("tools.type.or", String.join(", ", types(schema)))
                            : "string";
            case FieldSpec.Lines _ -> "string";
            case FieldSpec.Flag _ -> "boolean";
            case FieldSpec.Day _ -> "date";
            case FieldSpec.Moment _ -> "date-time";
            case FieldSpec.Members _ -> "object";
            case FieldSpec.Choice choice -> Texts.of("tools.type.enum", choice.values().size());
            case FieldSpec.Figure figure -> figure(figure);
            case FieldSpec.Raw _ -> raw(schema);
        };
    }

    private static String figure(FieldSpec.Figure figure) {
        String type = figure.whole() ? "integer" : "number";
        String least = figure.least().map(SchemaFields::plain).orElse("");
        String most = figure.most().map(SchemaFields::plain).orElse("");
        if (least.isEmpty() && most.isEmpty()) {
            return type;
        }
        if (most.isEmpty()) {
            return Texts.of("tools.type.from", type, least);
        }
        return least.isEmpty()
                ? Texts.of("tools.type.to", type, most)
                : Texts.of("tools.type.range", type, least, most);
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs(stripped.scale()) > 20 ? stripped.toString() : stripped.toPlainString();
    }

    private String raw(JsonNode schema) {
        String type = typeOf(schema);
        if (!type.equals("array")) {
            return type.isEmpty() ? "JSON" : type;
        }
        JsonNode items = meant(schema.path("items"));
        String of = items.has("enum") ? "enum" : typeOf(items);
        return of.isEmpty() ? type : Texts.of("tools.type.array", of);
    }

    private static String example(JsonNode schema) {
        JsonNode first = schema.path("examples").path(0);
        JsonNode one = first.isMissingNode() ? schema.path("example") : first;
        return one.isMissingNode() ? "" : shown(one);
    }

    /// A value as a field shows it: a string without its quotes, all else as JSON.
    static String shown(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static Optional<JsonNode> usual(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /// `day_order` and `dayOrder` read "Day order".
    static String label(String title, String name) {
        if (!title.isBlank()) {
            return title.strip();
        }
        String words =
                name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                        .replaceAll("[_-]+", " ")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
