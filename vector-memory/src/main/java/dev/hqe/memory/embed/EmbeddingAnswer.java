package dev.hqe.memory.embed;

import dev.hqe.kernel.json.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what an OpenAI-compatible API answers: `{"data": [{"index": 0, "embedding": [...]}]}`.
final class EmbeddingAnswer {

    private EmbeddingAnswer() {}

    /// The vectors in the order of the texts, brought to length 1.
    ///
    /// @param texts how many were asked for
    /// @param dimensions values in each
    /// @throws EmbeddingException if it is anything else; without naming the endpoint
    static List<float[]> vectors(byte[] body, int texts, int dimensions) {
        JsonNode data = data(body);
        if (data.size() != texts) {
            throw new EmbeddingException(
                    "answers with " + data.size() + " vectors for " + texts + " texts");
        }
        float[][] vectors = new float[texts][];
        int position = 0;
        for (JsonNode entry : data) {
            int index = entry.path("index").asInt(position);
            if (index < 0 || index >= texts || vectors[index] != null) {
                throw new EmbeddingException("answers with no vector of its own for each text");
            }
            vectors[index] = vector(entry.path("embedding"), dimensions);
            position++;
        }
        return Stream.of(vectors).toList();
    }

    /// How many values the first vector has.
    ///
    /// @throws EmbeddingException if there is none
    static int dimensions(byte[] body) {
        JsonNode values = data(body).path(0).path("embedding");
        if (!values.isArray() || values.isEmpty()) {
            throw new EmbeddingException("answers with no vector");
        }
        return values.size();
    }

    private static JsonNode data(byte[] body) {
        try {
            return Json.MAPPER.readTree(body).path("data");
        } catch (JacksonException e) {
            throw new EmbeddingException("answers what is no JSON", e);
        }
    }

    private static float[] vector(JsonNode values, int dimensions) {
        if (!values.isArray()) {
            throw new EmbeddingException("answers with a vector that is no array of numbers");
        }
        if (values.size() != dimensions) {
            throw new EmbeddingException(
                    "gives vectors of "
                            + values.size()
                            + " dimensions, the settings say "
                            + dimensions
                            + "; correct the settings");
        }
        float[] vector = new float[dimensions];
        int i = 0;
        for (JsonNode value : values) {
            if (!value.isNumber()) {
                throw new EmbeddingException("answers with a vector that is no array of numbers");
            }
            vector[i++] = (float) value.asDouble();
        }
        return UnitVector.of(vector);
    }
}
