package dev.hqe.mcp;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A compiled JSON Schema. Dialect 2020-12 unless `$schema` names another of those the validator
/// knows (draft 4, 6, 7, 2019-09). A `$ref` may point into the schema itself or at a meta-schema;
/// anything else is refused, nothing is ever fetched (2026-07-28, Overview, "`$ref` Resolution").
/// Each schema has a registry of its own, so that one tool's `$id` cannot shadow another's.
/// Thread-safe.
final class SchemaCheck {

    private static final int MAX_PROBLEMS = 10;
    private static final int MAX_EXPECTED = 300;
    private static final long MAX_STEPS = 1_000_000;

    private static final SchemaRegistryConfig CONFIG =
            SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ROOT)
                    .preloadSchema(true)
                    .regularExpressionFactory(BoundedPattern::compile)
                    .build();

    private static final ExecutionConfig BOUNDED =
            ExecutionConfig.builder().maxEvaluationSteps(MAX_STEPS).build();

    private final String what;
    private final Schema schema;

    private SchemaCheck(String what, Schema schema) {
        this.what = what;
        this.schema = schema;
    }

    /// @param what whose schema it is, for the message
    /// @throws McpException when it is too large, not a schema, or points outside itself
    static SchemaCheck compile(String what, ObjectNode json, int maxBytes) {
        int bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new McpException(
                    what + " has " + bytes + " bytes, at most " + maxBytes + " are taken");
        }
        try {
            SchemaRegistry registry =
                    SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            builder ->
                                    builder.schemaRegistryConfig(CONFIG)
                                            .schemaLoader(loader ->
                                                    loader.allow(
                                                            iri -> isMetaSchema(iri.toString()))));
            Schema schema = registry.getSchema(json);
            schema.initializeValidators();
            return new SchemaCheck(what, schema);
        } catch (SchemaException | IllegalArgumentException | StackOverflowError e) {
            throw unusable(what, e);
        }
    }

    private static McpException unusable(String what, Throwable e) {
        String message = e.getMessage();
        String reason = message == null ? e.getClass().getSimpleName() : message;
        return new McpException(what + " cannot be used: " + Quoted.brief(reason, 500), e);
    }

    private static boolean isMetaSchema(String iri) {
        return iri.startsWith("https://json-schema.org/")
                || iri.startsWith("http://json-schema.org/");
    }

    /// What does not fit, one line per place: JSON pointer, what is wrong, what is expected there.
    /// Empty when the value fits. At most ten lines.
    ///
    /// @throws McpException when the schema turns out to point outside itself: references are
    ///   resolved when they are first followed
    List<String> problems(JsonNode value) {
        List<Error> errors;
        try {
            errors = schema.validate(value, context -> context.setExecutionConfig(BOUNDED));
        } catch (ValidationLimitExceededException
                | BoundedPattern.TooManySteps
                | StackOverflowError e) {
            return List.of("(whole value): checking it against the schema takes too many steps");
        } catch (SchemaException e) {
            throw unusable(what, e);
        }
        List<String> lines = new ArrayList<>();
        for (Error error : errors) {
            if (lines.size() == MAX_PROBLEMS) {
                lines.add("and " + (errors.size() - MAX_PROBLEMS) + " more");
                break;
            }
            lines.add(line(error));
        }
        return lines;
    }

    private static String line(Error error) {
        String place = error.getInstanceLocation().toString();
        StringBuilder line = new StringBuilder();
        // Property names and values of the caller's stand in both.
        line.append(place.isEmpty() ? "(top level)" : Quoted.brief(place, MAX_EXPECTED));
        line.append(": ").append(Quoted.brief(error.getMessage(), MAX_EXPECTED));
        JsonNode expected = error.getSchemaNode();
        if (expected != null) {
            String form = error.getKeyword() + ": " + expected;
            line.append(" (the schema says ")
                    .append(
                            form.length() > MAX_EXPECTED
                                    ? form.substring(0, MAX_EXPECTED) + "..."
                                    : form)
                    .append(")");
        }
        return line.toString();
    }
}
