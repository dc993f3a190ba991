package dev.hqe.memory.index;

import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemoryVectors;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.EmbeddingSettings;
import dev.hqe.memory.scan.ScanFilter;
import dev.hqe.memory.search.VectorFilter;
import dev.hqe.memory.search.VectorIndex;
import dev.hqe.memory.store.StoredVector;
import dev.hqe.memory.store.VectorStore;
import dev.hqe.memory.store.VectorStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Models whose vectors lie below a folder, one folder for each model. Thread-safe.
public final class ModelFiles implements Models {

    private static final int NAME_BYTES = 8;

    private final Path folder;
    private final Path libraries;
    private final ModelChoice choice;
    private final ScanLimit limit;
    private final Function<EmbeddingSettings, Embedder> embedders;
    private @Nullable Embedder wanted;

    /// @param folder made when it is first needed
    /// @param libraries where a store may lay its native library
    /// @param choice of a person
    /// @param limit of the memory that a search may take
    /// @param embedders opens a model; costs nothing before that is used
    public ModelFiles(
            Path folder,
            Path libraries,
            ModelChoice choice,
            ScanLimit limit,
            Function<EmbeddingSettings, Embedder> embedders) {
        this.folder = folder;
        this.libraries = libraries;
        this.choice = choice;
        this.limit = limit;
        this.embedders = embedders;
    }

    @Override
    public synchronized Embedder wanted() {
        Embedder known = wanted;
        if (known == null) {
            known = open(choice.chosen());
            wanted = known;
        }
        return known;
    }

    private Embedder open(EmbeddingModel model) {
        return embedders.apply(EmbeddingSettings.of(model));
    }

    @Override
    public void choose(EmbeddingModel model) {
        try (Embedder trial = embedders.apply(EmbeddingSettings.of(model).forTrial())) {
            trial.embedQuery("Can this be had?");
        }
        synchronized (this) {
            choice.choose(model);
            wanted = open(model);
        }
    }

    @Override
    public Optional<Embedder> known(String modelId) {
        Embedder now = wanted();
        return now.modelId().equals(modelId)
                ? Optional.of(now)
                : choice.known(modelId).map(this::open);
    }

    @Override
    public VectorIndex open(String modelId, int dimensions) {
        Path own = folder(modelId);
        long scanned = MemoryVectors.fitting(limit.bytes(), dimensions);
        VectorStore store = VectorStores.open(own, libraries, modelId, dimensions);
        return new OnDisk(MemoryVectors.open(store, own.resolve("scan"), scanned), store);
    }

    @Override
    public String store() {
        return VectorStores.format(folder(wanted().modelId()), wanted().modelId());
    }

    @Override
    public long bytes() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(ModelFiles::size).sum();
        } catch (IOException | UncheckedIOException e) { // it changes all the while
            throw new MemoryException(folder + ": cannot be looked at: " + e, e);
        }
    }

    private static long size(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void keepOnly(Set<String> modelIds) {
        choice.forgetBut(modelIds);
        Set<Path> kept = modelIds.stream().map(this::folder).collect(Collectors.toSet());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> own = Files.list(folder)) {
            for (Path other : own.filter(path -> !kept.contains(path)).toList()) {
                delete(other);
            }
        } catch (IOException e) {
            throw new MemoryException(
                    folder + ": vectors that are used no more cannot be deleted: " + e, e);
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path folder(String modelId) {
        byte[] hash = ChunkTables.sha256(modelId.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(HexFormat.of().formatHex(hash, 0, NAME_BYTES));
    }

    /// @param store of the vectors, which closes with them
    private record OnDisk(MemoryVectors vectors, VectorStore store) implements VectorIndex {

        @Override
        public void put(List<StoredVector> added) {
            vectors.put(added);
        }

        @Override
        public void delete(Collection<Long> chunks) {
            vectors.delete(chunks);
        }

        @Override
        public List<Near> nearest(float[] query, int limit, VectorFilter filter) {
            ScanFilter scan = ScanFilter.all();
            if (filter.topics().isPresent()) {
                scan = scan.topics(filter.topics().orElseThrow());
            }
            if (filter.kinds().isPresent()) {
                scan = scan.kinds(filter.kinds().orElseThrow());
            }
            if (filter.chunks().isPresent()) {
                scan =
                        scan.chunks(
                                filter.chunks().orElseThrow().stream()
                                        .mapToLong(Long::longValue)
                                        .toArray());
            }
            return vectors.search(query, limit, scan).stream()
                    .map(hit -> new Near(hit.chunk(), hit.similarity()))
                    .toList();
        }

        @Override
        public Map<Long, float[]> vectors(Collection<Long> chunks) {
            return vectors.vectors(chunks);
        }

        @Override
        public long count() {
            return vectors.size();
        }

        @Override
        public void forEach(LongConsumer reader) {
            store.scan(vector -> reader.accept(vector.chunk()));
        }

        @Override
        public void close() {
            vectors.close();
        }
    }
}
