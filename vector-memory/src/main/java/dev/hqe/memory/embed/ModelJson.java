package dev.hqe.memory.embed;

import dev.hqe.kernel.json.Json;
import dev.hqe.memory.embed.EmbeddingModel.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A model as JSON, to be written down: `{"local": "all-minilm-l6-v2-q"}` or `{"url":
/// "https://api.example.com/v1", "model": "m", "dimensions": 1536, ...}`. A key is in it as its
/// reference, never itself.
public final class ModelJson {

    private ModelJson() {}

    public static ObjectNode of(EmbeddingModel model) {
        return switch (model) {
            case EmbeddingModel.Local local -> Json.object().put("local", local.model().id());
            case Endpoint endpoint -> {
                ObjectNode json = Json.object();
                json.put("url", endpoint.base().toString());
                json.put("model", endpoint.model());
                endpoint.key().ifPresent(key -> json.put("key", key));
                json.put("dimensions", endpoint.dimensions());
                json.put("tokens", endpoint.tokenLimit());
                json.put("batch", endpoint.batch());
                json.put("timeout_ms", endpoint.timeout().toMillis());
                json.put("passage_prefix", endpoint.passagePrefix());
                json.put("query_prefix", endpoint.queryPrefix());
                yield json;
            }
        };
    }

    /// Reads what [#of] has written.
    ///
    /// @throws EmbeddingException if it is something else
    public static EmbeddingModel parse(String text) {
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            return json.has("local") ? local(json.path("local").asString()) : endpoint(json);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new EmbeddingException("what is written down is no model: " + e.getMessage(), e);
        }
    }

    private static EmbeddingModel local(String id) {
        return Arrays.stream(LocalModel.values())
                .filter(model -> model.id().equals(id))
                .findFirst()
                .map(EmbeddingModel.Local::new)
                .orElseThrow(() ->
                        new IllegalArgumentException("no model '" + id + "' comes with this"));
    }

    private static Endpoint endpoint(JsonNode json) {
        return new Endpoint(
                URI.create(json.path("url").asString()),
                json.path("model").asString(),
                Optional.of(json.path("key").asString("")).filter(key -> !key.isEmpty()),
                json.path("dimensions").asInt(),
                json.path("tokens").asInt(),
                json.path("batch").asInt(),
                Duration.ofMillis(json.path("timeout_ms").asLong()),
                json.path("passage_prefix").asString(),
                json.path("query_prefix").asString());
    }
}
