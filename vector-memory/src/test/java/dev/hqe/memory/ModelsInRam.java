package dev.hqe.memory;

import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.index.Models;
import dev.hqe.memory.search.VectorFilter;
import dev.hqe.memory.search.VectorIndex;
import dev.hqe.memory.store.StoredVector;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Models whose vectors outlive a memory, as those on a disk do, and are compared one by one.
final class ModelsInRam implements Models {

    final Map<String, WordVectors> known = new ConcurrentHashMap<>();
    final Map<String, Map<Long, StoredVector>> stored = new ConcurrentHashMap<>();
    volatile WordVectors wanted;

    /// What a store fails with that is to be written to or opened; null while all is well.
    volatile @Nullable RuntimeException unwritable;

    /// What is asked before vectors are stored; may wait.
    volatile Consumer<List<StoredVector>> onPut = vectors -> {};

    ModelsInRam(String model) {
        wanted = choose(model);
    }

    /// Chooses another model, as a person does before a start.
    WordVectors choose(String model) {
        wanted = known.computeIfAbsent(model, WordVectors::new);
        return wanted;
    }

    @Override
    public Embedder wanted() {
        return wanted;
    }

    @Override
    public Optional<Embedder> known(String modelId) {
        return Optional.ofNullable(known.get(modelId));
    }

    private void refuse() {
        RuntimeException failure = unwritable;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public VectorIndex open(String modelId, int dimensions) {
        refuse();
        return new InRam(
                stored.computeIfAbsent(modelId, id -> new ConcurrentHashMap<>()),
                this::refuse,
                vectors -> onPut.accept(vectors));
    }

    @Override
    public void choose(EmbeddingModel model) {
        WordVectors chosen = known.computeIfAbsent(model.id(), WordVectors::new);
        chosen.embedQuery("Can this be had?");
        wanted = chosen;
    }

    @Override
    public String store() {
        return "RAM";
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void keepOnly(Set<String> modelIds) {
        stored.keySet().retainAll(modelIds);
    }

    private record InRam(
            Map<Long, StoredVector> vectors, Runnable writing, Consumer<List<StoredVector>> putting)
            implements VectorIndex {

        @Override
        public void put(List<StoredVector> added) {
            writing.run();
            putting.accept(added);
            added.forEach(vector -> vectors.put(vector.chunk(), vector));
        }

        @Override
        public void delete(Collection<Long> chunks) {
            writing.run();
            vectors.keySet().removeAll(chunks);
        }

        @Override
        public List<Near> nearest(float[] query, int limit, VectorFilter filter) {
            return vectors.values().stream()
                    .filter(one -> filter.topics().map(t -> t.contains(one.topic())).orElse(true))
                    .filter(one ->
                            filter.kinds().map(kinds -> kinds.contains(one.kind())).orElse(true))
                    .filter(one -> filter.chunks().map(c -> c.contains(one.chunk())).orElse(true))
                    .map(one -> new Near(one.chunk(), cosine(query, one.vector())))
                    .sorted(Comparator.comparingDouble(Near::cosine).reversed())
                    .limit(limit)
                    .toList();
        }

        private static double cosine(float[] one, float[] two) {
            double sum = 0;
            for (int i = 0; i < one.length; i++) {
                sum += one[i] * two[i];
            }
            return sum;
        }

        @Override
        public Map<Long, float[]> vectors(Collection<Long> chunks) {
            Map<Long, float[]> found = new HashMap<>();
            for (Long chunk : chunks) {
                StoredVector vector = vectors.get(chunk);
                if (vector != null) {
                    found.put(chunk, vector.vector());
                }
            }
            return found;
        }

        @Override
        public long count() {
            return vectors.size();
        }

        @Override
        public void forEach(LongConsumer reader) {
            vectors.keySet().forEach(reader::accept);
        }

        @Override
        public void close() {
            // Outlives it.
        }
    }
}
