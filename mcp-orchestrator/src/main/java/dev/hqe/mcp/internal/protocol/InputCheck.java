package dev.hqe.mcp.internal.protocol;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.InputRequest;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks what clients answer to questions of ours against what the protocol says of it; nobody
/// else does before a tool works with it.
final class InputCheck {

    private InputCheck() {}

    /// What is wrong with an answer; empty when nothing is.
    static Optional<String> problem(InputRequest request, JsonNode answer) {
        if (!(answer instanceof ObjectNode result)) {
            return Optional.of("the answer is not an object");
        }
        return switch (request.kind()) {
            case ELICITATION -> elicited(request.params(), result);
            case SAMPLING -> sampled(result);
            case ROOTS -> rooted(result);
        };
    }

    private static Optional<String> elicited(ObjectNode asked, ObjectNode result) {
        return switch (result.path("action").asString("")) {
            case "decline", "cancel" -> Optional.empty();
            case "accept" ->
                    asked.path("mode").asString("form").equals("url")
                            ? Optional.empty()
                            : filledIn(asked.path("requestedSchema"), result.path("content"));
            default -> Optional.of("\"action\" must be accept, decline or cancel");
        };
    }

    private static Optional<String> filledIn(JsonNode schema, JsonNode content) {
        if (!content.isObject()) {
            return Optional.of("\"content\" must be an object when the action is accept");
        }
        if (!schema.isObject()) {
            return Optional.empty();
        }
        try {
            return JsonSchema.compile(new SourceDocument("the requested schema", schema))
                    .violations(content)
                    .stream()
                    .findFirst()
                    .map(Object::toString);
        } catch (InvalidDocumentException e) {
            return Optional.of("the tool asked with a schema that is none: " + e.getMessage());
        }
    }

    private static Optional<String> sampled(ObjectNode result) {
        JsonNode content = result.path("content");
        if (!result.path("role").isString() || !result.path("model").isString()) {
            return Optional.of("\"role\" and \"model\" must be strings");
        }
        return content.isObject() || content.isArray()
                ? Optional.empty()
                : Optional.of("\"content\" must be an object or an array");
    }

    private static Optional<String> rooted(ObjectNode result) {
        if (!result.path("roots").isArray()) {
            return Optional.of("\"roots\" must be an array");
        }
        for (JsonNode root : result.path("roots")) {
            if (!root.path("uri").isString()) {
                return Optional.of("each root needs a \"uri\"");
            }
        }
        return Optional.empty();
    }
}
