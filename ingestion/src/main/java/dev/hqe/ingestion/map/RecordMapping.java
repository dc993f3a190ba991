package dev.hqe.ingestion.map;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes of a record what an entity has. Thread-safe.
public final class RecordMapping {

    /// Numbers from here on are milliseconds; as seconds they would be the year 5138.
    private static final double MILLIS_FROM = 1e11;

    private static final int HASH_BYTES = 16;

    /// What a record has become.
    ///
    /// @param id within its source
    /// @param createdAt empty if the mapping does not say
    public record Mapped(String id, Kind kind, ObjectNode data, Optional<Instant> createdAt) {}

    private final Optional<JqExpression> id;
    private final Optional<Kind> fixedKind;
    private final Optional<JqExpression> kind;
    private final Optional<JqExpression> data;
    private final Optional<JqExpression> createdAt;
    private final Optional<JqExpression> text;

    private RecordMapping(MappingSpec spec) {
        id = compiled(spec, "id");
        fixedKind = spec.fixedKind();
        kind = fixedKind.isPresent() ? Optional.empty() : compiled(spec, "kind");
        data = compiled(spec, "data");
        createdAt = compiled(spec, "created_at");
        text = compiled(spec, "text");
    }

    /// Compiles the expressions.
    ///
    /// @throws MappingException if one of them is none; its message begins with the key
    public static RecordMapping compile(MappingSpec spec) {
        return new RecordMapping(spec);
    }

    private static Optional<JqExpression> compiled(MappingSpec spec, String key) {
        String expression = spec.expression(key);
        if (expression.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JqExpression.compile(expression));
        } catch (MappingException e) {
            throw new MappingException("map." + key + " " + e.getMessage(), e);
        }
    }

    /// Maps one record.
    ///
    /// @throws MappingException if it cannot be mapped; its message begins with the key
    public Mapped map(JsonNode record) {
        ObjectNode fields = data(record);
        value("text", text, record).ifPresent(value -> fields.put("text", string("text", value)));
        return new Mapped(id(record, fields), kind(record), fields, createdAt(record));
    }

    private ObjectNode data(JsonNode record) {
        JsonNode value =
                data.isEmpty()
                        ? record
                        : value("data", data, record)
                                .orElseThrow(() -> new MappingException("map.data gives nothing"));
        if (!(value instanceof ObjectNode object)) {
            throw new MappingException(
                    "map.data gives "
                            + JqExpression.kind(value)
                            + ", and has to give an object: {name: .field}");
        }
        ObjectNode own = Json.object();
        own.setAll(object); // the record stays as it was read
        return own;
    }

    private String id(JsonNode record, ObjectNode fields) {
        if (id.isEmpty()) {
            return hash(fields);
        }
        JsonNode value =
                value("id", id, record)
                        .orElseThrow(() -> new MappingException("map.id gives nothing"));
        String told = string("id", value);
        if (told.isBlank()) {
            throw new MappingException("map.id gives an empty text");
        }
        return told;
    }

    private Kind kind(JsonNode record) {
        if (fixedKind.isPresent()) {
            return fixedKind.get();
        }
        String name =
                value("kind", kind, record)
                        .map(value -> string("kind", value))
                        .orElseThrow(() -> new MappingException("map.kind gives nothing"));
        if (!Kind.isValid(name)) {
            throw new MappingException("map.kind gives a text that is no name of a kind");
        }
        return new Kind(name);
    }

    private Optional<Instant> createdAt(JsonNode record) {
        return value("created_at", createdAt, record)
                .filter(value -> !value.isString() || !value.asString().isBlank()) // an empty cell
                .map(RecordMapping::instant);
    }

    private static Instant instant(JsonNode value) {
        try {
            if (value.isNumber()) {
                double number = value.asDouble();
                return Math.abs(number) >= MILLIS_FROM
                        ? Instant.ofEpochMilli((long) number)
                        : Instant.ofEpochMilli(Math.round(number * 1000));
            }
            return parsed(string("created_at", value).strip());
        } catch (DateTimeException e) {
            throw new MappingException(
                    "map.created_at gives what is no time: as ISO 8601 writes it, such as"
                            + " 2026-11-22 or 2026-11-22T10:00:00Z, or seconds since 1970",
                    e);
        }
    }

    private static Instant parsed(String text) {
        if (text.length() == "2026-11-22".length()) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String withT = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
        try {
            return OffsetDateTime.parse(withT).toInstant();
        } catch (DateTimeException withoutZone) {
            return LocalDateTime.parse(withT).toInstant(ZoneOffset.UTC);
        }
    }

    private static Optional<JsonNode> value(
            String key, Optional<JqExpression> expression, JsonNode record) {
        try {
            return expression.flatMap(one -> one.value(record));
        } catch (MappingException e) {
            throw new MappingException("map." + key + ": " + e.getMessage(), e);
        }
    }

    private static String string(String key, JsonNode value) {
        if (value.isContainer()) {
            throw new MappingException(
                    "map."
                            + key
                            + " gives "
                            + JqExpression.kind(value)
                            + ", and has to give a text");
        }
        return value.asString();
    }

    private static String hash(ObjectNode data) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(data.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
