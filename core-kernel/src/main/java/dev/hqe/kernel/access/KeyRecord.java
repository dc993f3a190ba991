package dev.hqe.kernel.access;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An API key as it is stored: with the SHA-256 of its random part. No salt and no stretching: 256
/// random bits cannot be guessed or looked up.
final class KeyRecord {

    private static final int FORMAT = 1;
    private static final int HASH_BYTES = 32;

    private final ApiKey key;
    private final byte[] hash;

    KeyRecord(ApiKey key, byte[] hash) {
        this.key = key;
        this.hash = hash.clone();
    }

    ApiKey key() {
        return key;
    }

    /// Not a copy.
    byte[] hash() {
        return hash;
    }

    /// Reads what [#write] wrote; in order of issue.
    ///
    /// @throws AccessException.Damaged if it is something else
    static Map<KeyId, KeyRecord> read(Secret secret) {
        try {
            JsonNode json = Json.MAPPER.readTree(secret.text());
            if (json.path("version").asInt() != FORMAT) {
                throw damaged("is of a version that this program does not know", null);
            }
            Map<KeyId, KeyRecord> records = new LinkedHashMap<>();
            for (JsonNode item : json.required("keys")) {
                KeyRecord record = read(item);
                records.put(record.key.id(), record);
            }
            return records;
        } catch (JacksonException
                | DateTimeException
                | IllegalArgumentException
                | AccessException.Invalid e) {
            throw damaged("cannot be read", e);
        }
    }

    private static KeyRecord read(JsonNode item) {
        JsonNode expires = item.path("expires");
        byte[] hash = HexFormat.of().parseHex(item.required("sha256").stringValue());
        if (hash.length != HASH_BYTES) {
            throw damaged("has a hash of " + hash.length + " bytes", null);
        }
        return new KeyRecord(
                new ApiKey(
                        new KeyId(item.required("id").stringValue()),
                        item.required("name").stringValue(),
                        new AccessScope(
                                strings(item.required("topics")), strings(item.required("tools"))),
                        Instant.parse(item.required("created").stringValue()),
                        expires.isMissingNode() ? null : Instant.parse(expires.stringValue())),
                hash);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.stringValue()));
        return strings;
    }

    private static AccessException damaged(String why, @Nullable Exception cause) {
        return new AccessException.Damaged(
                "the secret '"
                        + ApiKeys.SECRET
                        + "' "
                        + why
                        + ". Remove it (hqe secret remove "
                        + ApiKeys.SECRET
                        + ") and issue the API keys anew.",
                cause);
    }

    static Secret write(Collection<KeyRecord> records) {
        ObjectNode json = Json.object();
        json.put("version", FORMAT);
        ArrayNode keys = json.putArray("keys");
        for (KeyRecord record : records) {
            ApiKey key = record.key;
            ObjectNode item = keys.addObject();
            item.put("id", key.id().value());
            item.put("name", key.name());
            item.put("sha256", HexFormat.of().formatHex(record.hash));
            key.scope().topics().forEach(item.putArray("topics")::add);
            key.scope().tools().forEach(item.putArray("tools")::add);
            item.put("created", key.createdAt().toString());
            key.expiresAt().ifPresent(expires -> item.put("expires", expires.toString()));
        }
        String text = json.toString();
        if (text.length() > Secret.MAX_BYTES) {
            throw new AccessException.Invalid(
                    "all API keys together are larger than "
                            + (Secret.MAX_BYTES >> 20)
                            + " MiB. Revoke some, or give them fewer patterns.");
        }
        return Secret.of(text);
    }
}
