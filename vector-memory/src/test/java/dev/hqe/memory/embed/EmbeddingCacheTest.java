package dev.hqe.memory.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.memory.chunk.TokenCounter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {

    private static final String SPACE = "model";

    @TempDir Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void knowsATextAgainAfterItWasOpenedAnew() {
        try (EmbeddingCache cache = cache(1 << 20)) {
            cache.keep(SPACE, Map.of("text", vector(7)));
        }

        try (EmbeddingCache cache = cache(1 << 20)) {
            Map<String, float[]> found = cache.find(SPACE, Set.of("text", "other"), 384);

            assertThat(found).containsOnlyKeys("text");
            assertThat(found.get("text")).isEqualTo(vector(7));
            assertThat(cache.find("other model", Set.of("text"), 384)).isEmpty();
            assertThat(cache.find(SPACE, Set.of("text"), 3)).isEmpty();
        }
    }

    @Test
    void staysBelowItsSizeAndKeepsWhatWasUsedLast() throws Exception {
        long most = 1 << 20;
        try (EmbeddingCache cache = cache(most)) {
            cache.keep(SPACE, Map.of("favourite", vector(-1)));
            for (int i = 0; i < 2000; i++) {
                now.updateAndGet(time -> time.plusSeconds(4000));
                cache.keep(SPACE, Map.of("text " + i, vector(i)));
                assertThat(cache.find(SPACE, Set.of("favourite"), 384)).hasSize(1);
            }

            assertThat(cache.find(SPACE, Set.of("text 0"), 384)).isEmpty();
            assertThat(cache.find(SPACE, Set.of("text 1999"), 384)).hasSize(1);
        }
        assertThat(Files.size(file())).isBetween(most / 2, most + (64 << 10));
    }

    @Test
    void beginsAnewWhereItsFileIsNone() throws Exception {
        Files.writeString(file(), "this is no database, whatever its name is ".repeat(200));

        try (EmbeddingCache cache = cache(1 << 20)) {
            assertThat(cache.find(SPACE, Set.of("text"), 384)).isEmpty();
            cache.keep(SPACE, Map.of("text", vector(1)));
            assertThat(cache.find(SPACE, Set.of("text"), 384)).hasSize(1);
        }
    }

    @Test
    void beginsAnewWhereItsFileIsDamaged() throws Exception {
        try (EmbeddingCache cache = cache(1 << 20)) {
            for (int i = 0; i < 100; i++) {
                cache.keep(SPACE, Map.of("text " + i, vector(i)));
            }
        }
        byte[] bytes = Files.readAllBytes(file());
        byte[] noise = "noise ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        for (int at = 4096; at + noise.length < bytes.length; at += noise.length) {
            System.arraycopy(noise, 0, bytes, at, noise.length);
        }
        Files.write(file(), bytes);

        try (EmbeddingCache cache = cache(1 << 20)) {
            for (int i = 0; i < 100; i++) {
                cache.find(SPACE, Set.of("text " + i), 384);
            }
            cache.keep(SPACE, Map.of("fresh", vector(1)));
            cache.keep(SPACE, Map.of("fresh", vector(1)));

            assertThat(cache.find(SPACE, Set.of("fresh"), 384)).hasSize(1);
        }
    }

    @Test
    void doesWithoutAFileThatCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("memory"), "a file where a folder should be");

        try (EmbeddingCache cache =
                new EmbeddingCache(folder.resolve("memory").resolve("embeddings.db"), 1 << 20)) {
            cache.keep(SPACE, Map.of("text", vector(1)));

            assertThat(cache.find(SPACE, Set.of("text"), 384)).isEmpty();
        }
    }

    @Test
    void doesNotTakeAVectorWithAWrongBit() throws Exception {
        try (EmbeddingCache cache = cache(1 << 20)) {
            cache.keep(SPACE, Map.of("text", vector(1)));
        }
        byte[] bytes = Files.readAllBytes(file());
        int at = indexOf(bytes, new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, (byte) 0x80, 0x3F});
        bytes[at + 1] = 1;
        Files.write(file(), bytes);

        try (EmbeddingCache cache = cache(1 << 20)) {

            assertThat(cache.find(SPACE, Set.of("text"), 384)).isEmpty();
        }
    }

    @Test
    void theEmbedderBehindItIsAskedOnceForEachText() {
        List<String> asked = new ArrayList<>();
        try (CachedEmbedder embedder = new CachedEmbedder(recording(asked), cache(1 << 20))) {

            List<float[]> first = embedder.embed(List.of("a", "b", "a"));
            List<float[]> second = embedder.embed(List.of("c", "b"));
            embedder.embedQuery("a");
            embedder.embedQuery("a");

            assertThat(asked).containsExactly("a", "b", "c", "query a");
            assertThat(first.get(2)).isEqualTo(first.get(0));
            assertThat(second.get(1)).isEqualTo(first.get(1));
        }
        assertThat(asked).endsWith("closed");
    }

    private static Embedder recording(List<String> asked) {
        return new Embedder() {
            @Override
            public String modelId() {
                return "recording";
            }

            @Override
            public int dimensions() {
                return 384;
            }

            @Override
            public TokenCounter tokens() {
                return new EstimatedTokens(100);
            }

            @Override
            public List<float[]> embed(List<String> passages) {
                asked.addAll(passages);
                return passages.stream().map(text -> vector(text.hashCode())).toList();
            }

            @Override
            public float[] embedQuery(String query) {
                asked.add("query " + query);
                return vector(0);
            }

            @Override
            public void close() {
                asked.add("closed");
            }
        };
    }

    private EmbeddingCache cache(long most) {
        return new EmbeddingCache(file(), most, now::get);
    }

    private Path file() {
        return folder.resolve("embeddings.db");
    }

    private static float[] vector(int seed) {
        float[] vector = new float[384];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = seed;
        }
        return vector;
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (java.util.Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }
}
