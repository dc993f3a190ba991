package dev.hqe.ui;

import dev.hqe.memory.chunk.TokenCounter;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.EmbeddingException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/// A model whose vectors say which beginnings of words a text has. Can be held up, and can fail.
public final class StemVectors implements Embedder {

    private static final int DIMENSIONS = 64;
    private static final int STEM = 5;
    private static final Pattern BETWEEN = Pattern.compile("[^a-z]+");

    /// What making vectors waits for; open at first.
    public volatile CountDownLatch gate = new CountDownLatch(0);

    /// Whether it fails.
    public volatile boolean broken;

    @Override
    public String modelId() {
        return "stems-64";
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
                return 200;
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
        return passages.stream().map(this::embedQuery).toList();
    }

    @Override
    public float[] embedQuery(String query) {
        if (broken) {
            throw new EmbeddingException("the model's server does not answer");
        }
        float[] vector = new float[DIMENSIONS];
        vector[0] = 0.01f;
        for (String word : BETWEEN.splitAsStream(query.toLowerCase(Locale.ROOT)).toList()) {
            if (word.length() > 2) {
                int hash = word.substring(0, Math.min(STEM, word.length())).hashCode();
                vector[Math.floorMod((hash * 0x9E3779B9) >> 8, DIMENSIONS)] += 1;
            }
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
