package dev.hqe.ingestion.map;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How records become entities, as a source file writes it: jq expressions over the record. What is
/// empty is left to a default.
///
/// @param id what tells the record from the others of its source, a text or a number; by default
///   the hash of the data, so that equal records are one entity
/// @param kind the name of a kind, or an expression that gives one
/// @param data an object; by default the record itself
/// @param createdAt a time as ISO 8601 writes it (a date alone is its midnight, one without a zone
///   is UTC), or a number of seconds since 1970; from 100,000,000,000 on, of milliseconds. Nothing,
///   or an empty text: the time at which it is stored.
/// @param text becomes the field `text` of the data, which is what is searched
public record MappingSpec(String id, String kind, String data, String createdAt, String text) {

    /// The keys as a source file writes them.
    public static final List<String> KEYS = List.of("id", "kind", "data", "created_at", "text");

    /// Nothing but the defaults.
    public static final MappingSpec DEFAULT = new MappingSpec("", "", "", "", "");

    /// Reads the object `map` of a source file; what it does not name is empty.
    public static MappingSpec of(JsonNode map) {
        return new MappingSpec(
                map.path("id").asString(""),
                map.path("kind").asString(""),
                map.path("data").asString(""),
                map.path("created_at").asString(""),
                map.path("text").asString(""));
    }

    /// As a source file writes it.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        KEYS.stream()
                .filter(key -> !expression(key).isEmpty())
                .forEach(key -> json.put(key, expression(key)));
        return json;
    }

    /// The expression of a key of [#KEYS]; empty if it is left to the default.
    public String expression(String key) {
        return switch (key) {
            case "id" -> id;
            case "kind" -> kind;
            case "data" -> data;
            case "created_at" -> createdAt;
            case "text" -> text;
            default -> throw new IllegalArgumentException("there is no '" + key + "' in a mapping");
        };
    }

    public MappingSpec with(String key, String expression) {
        ObjectNode json = toJson();
        json.put(Stream.of(key).filter(KEYS::contains).findFirst().orElseThrow(), expression);
        return of(json);
    }

    /// The kind, if it is the same for all records: a name, not an expression.
    public Optional<Kind> fixedKind() {
        return Kind.isValid(kind) ? Optional.of(new Kind(kind)) : Optional.empty();
    }
}
