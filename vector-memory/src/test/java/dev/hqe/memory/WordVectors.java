package dev.hqe.memory;

import dev.hqe.memory.chunk.TokenCounter;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.EmbeddingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A model that knows a word by its hash, and that `car` and `automobile` are the same. Can be told
/// to wait or to fail.
final class WordVectors implements Embedder {

    private static final int DIMENSIONS = 64;
    private static final Pattern BETWEEN = Pattern.compile("[^a-z]+");
    private static final Map<String, String> SAME =
            Map.of("automobile", "car", "physician", "doctor");

    private final String id;
    final AtomicInteger embedded = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile boolean broken;

    WordVectors(String id) {
        this.id = id;
    }

    @Override
    public String modelId() {
        return id;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public TokenCounter tokens() {
        return new TokenCounter() {
            @Override
            public int count(String text) {
                return text.split("\\s+").length;
            }

            @Override
            public int limit() {
                return 100;
            }
        };
    }

    @Override
    public List<float[]> embed(List<String> passages) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("interrupted", e);
        }
        List<float[]> vectors = passages.stream().map(this::embedQuery).toList();
        embedded.addAndGet(vectors.size());
        return vectors;
    }

    @Override
    public float[] embedQuery(String query) {
        if (broken) {
            throw new EmbeddingException("the model's server does not answer");
        }
        float[] vector = new float[DIMENSIONS];
        vector[0] = 0.01f;
        for (String word : BETWEEN.splitAsStream(query.toLowerCase(Locale.ROOT)).toList()) {
            int hash = SAME.getOrDefault(word, word).hashCode() * 0x9E3779B9;
            vector[Math.floorMod(hash >> 8, DIMENSIONS)] += 1;
        }
        double length = 0;
        for (float value : vector) {
            length += (double) value * value;
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(length));
        }
        return vector;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
