package dev.hqe.topics.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hqe.topics.kit.HostFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A workbench with entities of one Topic in memory, which answers as the product's does: kinds by
/// permission, ids that begin with the Topic's, data as their schema says.
///
/// Asking for what the manifest does not permit is an [IllegalStateException], for it ends the call
/// there. Not thread-safe.
public final class MemoryWorkbench implements HostFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_MAX = 1_000;
    private static final int LIMIT = 100;
    private static final int STORED_MAX = 1_000;

    private final JsonNode manifest;
    private final BiFunction<String, JsonNode, List<String>> violations;
    private final TreeMap<String, JsonNode> entities = new TreeMap<>();
    private final TreeMap<String, Integer> versions = new TreeMap<>();
    private final List<JsonNode> stored = new ArrayList<>();

    /// @param manifest the Topic's `topic.yaml`
    /// @param violations gives what is wrong with data of a kind
    /// @param entities that are there at the beginning, with `id`, `kind` and `data`
    public MemoryWorkbench(
            JsonNode manifest,
            BiFunction<String, JsonNode, List<String>> violations,
            List<JsonNode> entities) {
        this.manifest = manifest;
        this.violations = violations;
        for (JsonNode entity : entities) {
            this.entities.put(entity.get("id").asString(), entity);
            this.versions.put(entity.get("id").asString(), 1);
        }
    }

    /// What was stored, in that order, each with `kind`, `id` and `data`.
    public List<JsonNode> stored() {
        return List.copyOf(stored);
    }

    @Override
    public byte[] getEntity(byte[] request) {
        JsonNode question = JSON.readTree(request);
        String kind = permitted(question, "read");
        return Optional.ofNullable(entities.get(question.path("id").asString()))
                .filter(entity -> entity.get("kind").asString().equals(kind))
                .map(MemoryWorkbench::answer)
                .orElseGet(() -> "null".getBytes(UTF_8));
    }

    @Override
    public byte[] queryEntities(byte[] request) {
        JsonNode question = JSON.readTree(request);
        String kind = permitted(question, "read");
        int limit = question.path("limit").asInt(LIMIT);
        if (limit < 1 || limit > LIMIT_MAX) {
            return error("limit is a whole number from 1 to " + LIMIT_MAX);
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode page = answer.putArray("entities");
        for (JsonNode entity :
                entities.tailMap(question.path("after").asString(""), false).values()) {
            if (!entity.get("kind").asString().equals(kind) || !meets(entity, question)) {
                continue;
            }
            if (page.size() == limit) {
                answer.put("next", page.get(limit - 1).get("id").asString());
                break;
            }
            page.add(entity);
        }
        return answer(answer);
    }

    private static boolean meets(JsonNode entity, JsonNode question) {
        return question.path("where")
                .valueStream()
                .allMatch(condition -> {
                    String field = condition.get("field").asString();
                    String pointer = "/" + field.replace("]", "").replaceAll("[.\\[]", "/");
                    return Golden.holds(
                            entity.get("data").at(pointer),
                            condition.get("op").asString(),
                            condition.get("value"));
                });
    }

    @Override
    public byte[] putEntity(byte[] request) {
        JsonNode entity = JSON.readTree(request);
        String kind = permitted(entity, "write");
        String id = entity.path("id").asString();
        String prefix = manifest.get("id").asString() + "/";
        if (!id.startsWith(prefix) || id.length() == prefix.length()) {
            return error("the id of an entity that a program stores begins with '" + prefix + "'");
        }
        List<String> wrong = violations.apply(kind, entity.get("data"));
        if (!wrong.isEmpty()) {
            ObjectNode answer = JSON.createObjectNode();
            answer.put("error", "data does not follow the schema of " + kind);
            ArrayNode list = answer.putArray("violations");
            wrong.forEach(one -> list.addObject().put("pointer", "").put("message", one));
            return answer(answer);
        }
        if (stored.size() == STORED_MAX) {
            return error("one call has at most " + STORED_MAX + " entities stored");
        }
        entities.put(id, entity);
        stored.add(entity);
        int version = versions.merge(id, 1, Integer::sum);
        return answer(JSON.createObjectNode().put("version", version));
    }

    private String permitted(JsonNode question, String access) {
        String kind = question.path("kind").asString();
        boolean granted =
                manifest.at("/permissions/entities/" + access)
                        .valueStream()
                        .anyMatch(one -> one.asString().equals(kind));
        if (!granted) {
            throw new IllegalStateException(
                    "topic.yaml: permissions.entities." + access + " does not name " + kind);
        }
        return kind;
    }

    private static byte[] error(String message) {
        return answer(JSON.createObjectNode().put("error", message));
    }

    private static byte[] answer(JsonNode json) {
        return JSON.writeValueAsBytes(json);
    }
}
