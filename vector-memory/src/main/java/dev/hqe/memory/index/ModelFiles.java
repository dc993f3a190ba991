package dev.hqe.memory.index;

import dev.hqe.memory.MemoryException;
import dev.hqe.memory.MemoryVectors;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.scan.ScanFilter;
import dev.hqe.memory.search.VectorFilter;
import dev.hqe.memory.search.VectorIndex;
import dev.hqe.memory.store.StoredVector;
import dev.hqe.memory.store.VectorStore;
import dev.hqe.memory.store.VectorStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Models whose vectors lie below a folder, one folder for each model. Thread-safe.
public final class ModelFiles implements Models {

    private static final int NAME_BYTES = 8;

    private final Path folder;
    private final Path libraries;
    private final Embedder wanted;
    private final Function<String, Optional<Embedder>> known;

    /// @param folder made when it is first needed
    /// @param libraries where a store may lay its native library
    /// @param wanted the model that a person has chosen
    /// @param known a model by the id of its vectors
    public ModelFiles(
            Path folder,
            Path libraries,
            Embedder wanted,
            Function<String, Optional<Embedder>> known) {
        this.folder = folder;
        this.libraries = libraries;
        this.wanted = wanted;
        this.known = known;
    }

    @Override
    public Embedder wanted() {
        return wanted;
    }

    @Override
    public Optional<Embedder> known(String modelId) {
        return wanted.modelId().equals(modelId) ? Optional.of(wanted) : known.apply(modelId);
    }

    @Override
    public VectorIndex open(String modelId, int dimensions) {
        Path own = folder(modelId);
        VectorStore store = VectorStores.open(own, libraries, modelId, dimensions);
        return new OnDisk(MemoryVectors.open(store, own.resolve("scan")), store);
    }

    @Override
    public void discard(String modelId) {
        Path own = folder(modelId);
        if (!Files.isDirectory(own)) {
            return;
        }
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new MemoryException(
                    own + ": vectors that are used no more cannot be deleted: " + e, e);
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
