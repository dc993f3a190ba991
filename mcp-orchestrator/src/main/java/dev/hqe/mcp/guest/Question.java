package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON object with which a program asks: only fields that are known, each of its type.
final class Question {

    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");
    private static final int MAX_SHOWN = 80;

    private final String function;
    private final ObjectNode json;

    private Question(String function, ObjectNode json) {
        this.function = function;
        this.json = json;
    }

    /// Reads a question.
    ///
    /// @param fields all that it may have
    /// @throws Unfit if it is none
    static Question read(String function, byte[] request, String... fields) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(request);
        } catch (JacksonException e) {
            throw new Unfit(function + ": the request is no JSON: " + e.getOriginalMessage());
        }
        if (!(node instanceof ObjectNode object)) {
            throw new Unfit(function + ": the request is a JSON object");
        }
        List<String> known = List.of(fields);
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new Unfit(
                        function
                                + ": unknown field '"
                                + shown(name)
                                + "'"
                                + Suggestion.among(name, known)
                                + "; there are "
                                + known);
            }
        }
        return new Question(function, object);
    }

    /// A foreign text as it may stand in a message.
    static String shown(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ");
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
    }

    /// Whether the field is there and not null.
    boolean has(String field) {
        return json.hasNonNull(field);
    }

    /// Any value; JSON null if it is not there.
    JsonNode value(String field) {
        JsonNode value = json.get(field);
        return value == null ? json.nullNode() : value;
    }

    /// A text that has to be there.
    String text(String field, int maxChars) {
        JsonNode value = json.path(field);
        if (!value.isString() || value.stringValue().length() > maxChars) {
            throw unfit(field + " is a text of at most " + maxChars + " characters");
        }
        return value.stringValue();
    }

    int number(String field, int min, int max, int otherwise) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < min
                || value.intValue() > max) {
            throw unfit(field + " is a whole number from " + min + " to " + max);
        }
        return value.intValue();
    }

    ObjectNode object(String field) {
        if (json.path(field) instanceof ObjectNode object) {
            return object;
        }
        throw unfit(field + " is a JSON object");
    }

    /// The values of an array; none if it is not there.
    List<JsonNode> array(String field, int max) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > max) {
            throw unfit(field + " is an array of at most " + max);
        }
        return value.valueStream().toList();
    }

    Kind kind() {
        String kind = text("kind", 64);
        if (!Kind.isValid(kind)) {
            throw unfit("'" + shown(kind) + "' is not the name of a kind");
        }
        return new Kind(kind);
    }

    Optional<TopicId> topic() {
        if (!has("topic")) {
            return Optional.empty();
        }
        String topic = text("topic", 48);
        try {
            return Optional.of(new TopicId(topic));
        } catch (IllegalArgumentException e) {
            throw unfit("'" + shown(topic) + "' is not the id of a Topic");
        }
    }

    EntityId id() {
        try {
            return new EntityId(text("id", EntityId.MAX_LENGTH));
        } catch (IllegalArgumentException e) {
            throw unfit(String.valueOf(e.getMessage()));
        }
    }

    Unfit unfit(String what) {
        return new Unfit(function + ": " + what);
    }
}
