package dev.hqe.kernel.json;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.ValidationLimitExceededException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A compiled JSON Schema: 2020-12, or the older draft (04, 06, 07, 2019-09) that its `$schema`
/// names.
///
/// References are resolved inside the schema only: nothing is ever fetched. Thread-safe; compile
/// once, validate often.
///
/// Source: [JSON Schema 2020-12](https://json-schema.org/draft/2020-12).
public final class JsonSchema {

    /// Most steps taken to check one value, after which it counts as a violation.
    public static final long MAX_STEPS = 1_000_000;

    /// Most violations reported for one value.
    public static final int MAX_VIOLATIONS = 20;

    private static final ExecutionConfig BOUNDED =
            ExecutionConfig.builder().maxEvaluationSteps(MAX_STEPS).build();

    static final String ENDLESS = "it refers to itself without end, or is nested too deeply";
    private static final int MAX_SHOWN = 120;

    private final Supplier<SourceDocument> source;
    private volatile @Nullable Schema compiled;

    private JsonSchema(Supplier<SourceDocument> source) {
        this.source = source;
    }

    private JsonSchema(SourceDocument source, Schema compiled) {
        this(() -> source);
        this.compiled = compiled;
    }

    /// One way in which a value does not fit.
    ///
    /// @param pointer where in the value, as a JSON Pointer; empty for the value itself
    /// @param node the value that does not fit
    /// @param message what is wrong, naming the expected form; may quote the value
    /// @param expected the same, with nothing of the value in it but names of fields
    public record Violation(String pointer, JsonNode node, String message, String expected) {

        /// @param message quotes nothing of the value
        public Violation(String pointer, JsonNode node, String message) {
            this(pointer, node, message, message);
        }

        @Override
        public String toString() {
            return at(message);
        }

        /// Says it for places that the value must not get into: where, what is expected, and in
        /// place of the value its type and length.
        public String withoutValues() {
            return at(expected + " (found " + outline(node) + ")");
        }

        private String at(String what) {
            return (pointer.isEmpty() ? "" : pointer + ": ") + what;
        }

        private static String outline(JsonNode value) {
            String type = value.getNodeType().toString().toLowerCase(Locale.ROOT);
            return switch (value.getNodeType()) {
                case STRING -> type + " of length " + value.stringValue().length();
                case ARRAY, OBJECT -> type + " of size " + value.size();
                default -> type;
            };
        }
    }

    /// Compiles a schema.
    ///
    /// @throws InvalidDocumentException if it is not a valid schema, with every reason
    public static JsonSchema compile(SourceDocument source) {
        return new JsonSchema(source, SchemaCompiler.compile(source));
    }

    /// A schema that has been checked before, so that it is read and compiled only when a value is
    /// first checked against it. Should it be none after all, no value fits it, and each check says
    /// why.
    ///
    /// @param source asked on any thread, once or, while it fails or is first asked, more often
    public static JsonSchema checkedBefore(Supplier<SourceDocument> source) {
        return new JsonSchema(source);
    }

    /// Every way in which a value does not fit, at most [#MAX_VIOLATIONS]. A check that takes too
    /// many steps, or whose thread is interrupted while a pattern is searched for, ends with one
    /// violation that says so; the thread stays interrupted.
    public List<Violation> violations(JsonNode value) {
        Schema ready = compiled;
        if (ready == null) {
            try {
                ready = SchemaCompiler.compile(source.get()); // two first callers may both do it
            } catch (InvalidDocumentException e) {
                return List.of(new Violation("", value, "cannot be checked: " + e.getMessage()));
            }
            compiled = ready;
        }
        return violations(ready, value);
    }

    static List<Violation> violations(Schema schema, JsonNode value) {
        try {
            List<Error> errors =
                    BoundedPattern.budget(() ->
                            schema.validate(value, context -> context.setExecutionConfig(BOUNDED)));
            if (errors.isEmpty()) {
                return List.of();
            }
            return errors.stream()
                    .map(error -> violation(schema.getSchemaNode(), error, value))
                    .distinct() // a schema that is referred to in two ways says it twice
                    .limit(MAX_VIOLATIONS)
                    .toList();
        } catch (ValidationLimitExceededException | BoundedPattern.TooManySteps e) {
            return List.of(new Violation("", value, "takes too many steps to check"));
        } catch (BoundedPattern.Interrupted e) {
            return List.of(new Violation("", value, "was not checked to the end: interrupted"));
        } catch (StackOverflowError e) { // the validator recurses; the schema may be a stranger's
            return List.of(new Violation("", value, "cannot be checked: the schema: " + ENDLESS));
        } catch (SchemaException e) { // references are resolved when they are first followed
            return List.of(new Violation("", value, "cannot be checked: " + brief(e.getMessage())));
        }
    }

    private static Violation violation(JsonNode schema, Error error, JsonNode value) {
        String pointer = error.getInstanceLocation().toString();
        JsonNode node =
                error.getInstanceNode() == null ? value.at(pointer) : error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                    unknownField(schema, error, pointer, node);
            case "required" ->
                    new Violation(pointer, node, "'" + brief(error.getProperty()) + "' is missing");
            case "enum" -> misfit(error, pointer, node, "is not one of");
            case "pattern" -> misfit(error, pointer, node, "does not match");
            case "type" -> new Violation(pointer, node, typeMessage(error));
            default -> // what the validator says of any other keyword may quote the value
                    new Violation(
                            pointer,
                            node,
                            brief(error.getMessage()),
                            "does not follow "
                                    + error.getKeyword()
                                    + " "
                                    + shown(error.getSchemaNode()));
        };
    }

    private static Violation misfit(Error error, String pointer, JsonNode node, String relation) {
        String expected = relation + " " + shown(error.getSchemaNode());
        return new Violation(pointer, node, shown(node) + " " + expected, expected);
    }

    /// A value as a message shows it, which has to fit on a line.
    private static String shown(@Nullable JsonNode value) {
        return brief(String.valueOf(value));
    }

    private static String brief(@Nullable String text) {
        String whole = String.valueOf(text);
        return whole.length() <= MAX_SHOWN ? whole : whole.substring(0, MAX_SHOWN) + "…";
    }

    private static String typeMessage(Error error) {
        Object[] found = error.getArguments();
        return found.length == 2 ? "must be " + found[1] + ", not " + found[0] : error.getMessage();
    }

    private static Violation unknownField(
            JsonNode schema, Error error, String pointer, JsonNode node) {
        String name = error.getProperty();
        JsonNode at = node.isObject() && node.has(name) ? node.get(name) : node;
        return new Violation(
                pointer,
                at,
                "unknown field '"
                        + brief(name)
                        + "'"
                        + Suggestion.among(name, declared(schema, error)));
    }

    /// The property names declared beside the keyword that failed.
    private static Collection<String> declared(JsonNode schema, Error error) {
        String location = error.getSchemaLocation().toString();
        int fragment = location.indexOf("#/");
        int keyword = location.lastIndexOf('/');
        if (fragment < 0 || keyword <= fragment) {
            return List.of();
        }
        return schema.at(location.substring(fragment + 1, keyword))
                .path("properties")
                .propertyNames();
    }
}
