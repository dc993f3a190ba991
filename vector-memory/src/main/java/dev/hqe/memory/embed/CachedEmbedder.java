package dev.hqe.memory.embed;

import dev.hqe.memory.chunk.TokenCounter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// An embedder that asks another one only for texts that it has not seen before.
public final class CachedEmbedder implements Embedder {

    private final Embedder embedder;
    private final EmbeddingCache cache;

    /// @param embedder closed with this one
    /// @param cache closed with this one
    public CachedEmbedder(Embedder embedder, EmbeddingCache cache) {
        this.embedder = embedder;
        this.cache = cache;
    }

    @Override
    public String modelId() {
        return embedder.modelId();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    @Override
    public TokenCounter tokens() {
        return embedder.tokens();
    }

    @Override
    public List<float[]> embed(List<String> passages) {
        return vectors("passage", passages, embedder::embed);
    }

    @Override
    public float[] embedQuery(String query) {
        return vectors(
                        "query",
                        List.of(query),
                        unknown -> List.of(embedder.embedQuery(unknown.getFirst())))
                .getFirst();
    }

    /// A text that comes twice in a batch is embedded once.
    private List<float[]> vectors(String use, List<String> texts, Embedding embedding) {
        String space = modelId() + '\n' + use;
        Set<String> different = new LinkedHashSet<>(texts);
        Map<String, float[]> vectors = new HashMap<>(cache.find(space, different, dimensions()));
        List<String> unknown =
                different.stream().filter(text -> !vectors.containsKey(text)).toList();
        if (!unknown.isEmpty()) {
            List<float[]> fresh = embedding.of(unknown);
            Map<String, float[]> found = new HashMap<>();
            for (int i = 0; i < unknown.size(); i++) {
                found.put(unknown.get(i), fresh.get(i));
            }
            cache.keep(space, found);
            vectors.putAll(found);
        }
        List<float[]> inOrder = new ArrayList<>(texts.size());
        for (String text : texts) {
            inOrder.add(Objects.requireNonNull(vectors.get(text)));
        }
        return inOrder;
    }

    @FunctionalInterface
    private interface Embedding {
        List<float[]> of(List<String> texts);
    }

    @Override
    public void close() {
        try {
            embedder.close();
        } finally {
            cache.close();
        }
    }
}
