package dev.hqe.memory.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalEmbedderTest {

    private static final List<String> TEXTS =
            List.of(
                    "Hello world",
                    "a",
                    "The quick brown fox jumps over the lazy dog. Ünïcödé naïve café.",
                    "日本語のテキスト and English",
                    "Boundary layer heat transfer in supersonic flow. ".repeat(6));

    @TempDir static Path folder;

    @ParameterizedTest
    @EnumSource(LocalModel.class)
    void givesTheVectorsThatLangchain4jGives(LocalModel model) {
        EmbeddingModel reference =
                switch (model) {
                    case ALL_MINILM_L6_V2 -> new AllMiniLmL6V2QuantizedEmbeddingModel();
                    case BGE_SMALL_EN_V15 -> new BgeSmallEnV15QuantizedEmbeddingModel();
                };
        List<TextSegment> segments = TEXTS.stream().map(TextSegment::from).toList();

        List<float[]> vectors;
        try (LocalEmbedder embedder = new LocalEmbedder(model, folder, 2)) {
            vectors = embedder.embed(TEXTS);
        }

        for (int i = 0; i < TEXTS.size(); i++) {
            float[] expected = reference.embedAll(segments).content().get(i).vector();
            assertThat(vectors.get(i)).as(TEXTS.get(i)).hasSize(384);
            assertThat(vectors.get(i)).containsExactly(expected, Offset.offset(1e-5f));
        }
    }

    @Test
    void givesATextTheSameVectorWhateverElseIsInTheBatch() {
        try (LocalEmbedder embedder = minilm(2)) {

            List<float[]> together = embedder.embed(TEXTS);
            List<float[]> alone = new ArrayList<>();
            for (String text : TEXTS) {
                alone.addAll(embedder.embed(List.of(text)));
            }

            assertThat(together).usingRecursiveComparison().isEqualTo(alone);
        }
    }

    @Test
    void seesNothingBehindItsLimit() {
        try (LocalEmbedder embedder = minilm(1)) {
            int limit = embedder.tokens().limit();
            String full = "flow ".repeat(limit);
            assertThat(embedder.tokens().count(full)).isEqualTo(limit);

            List<float[]> vectors =
                    embedder.embed(List.of(full, full + "chocolate cake", full.substring(5)));

            assertThat(vectors.get(1)).isEqualTo(vectors.get(0));
            assertThat(vectors.get(2)).isNotEqualTo(vectors.get(0));
        }
    }

    @Test
    void findsWhatIsMeantWithBothModels() {
        for (LocalModel model : LocalModel.values()) {
            try (LocalEmbedder embedder = new LocalEmbedder(model, folder, 1)) {

                List<float[]> passages =
                        embedder.embed(
                                List.of("The cat sleeps on the sofa.", "Interest rates went up."));
                float[] query = embedder.embedQuery("Where is the kitten resting?");

                assertThat(dot(query, passages.get(0)))
                        .as(model.id())
                        .isGreaterThan(dot(query, passages.get(1)));
                assertThat(dot(query, query)).isBetween(0.9999, 1.0001);
            }
        }
    }

    @Test
    void embedsForManyCallersAtOnce() {
        try (LocalEmbedder embedder = minilm(2)) {
            List<float[]> expected = embedder.embed(TEXTS);

            List<CompletableFuture<List<float[]>>> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                callers.add(CompletableFuture.supplyAsync(() -> embedder.embed(TEXTS)));
            }

            assertThat(callers)
                    .allSatisfy(caller ->
                            assertThat(caller.join())
                                    .usingRecursiveComparison()
                                    .isEqualTo(expected));
        }
    }

    @Test
    void givesEvenAnEmptyTextAVector() {
        try (LocalEmbedder embedder = minilm(1)) {

            List<float[]> vectors = embedder.embed(List.of("", "\u0000\uD83D"));

            assertThat(vectors.getFirst()).hasSize(384);
            assertThat(vectors.get(1)).isEqualTo(vectors.get(0));
        }
    }

    @Test
    void loadsNothingToCount() {
        Path never = folder.resolve("never");

        try (LocalEmbedder embedder = new LocalEmbedder(LocalModel.ALL_MINILM_L6_V2, never, 1)) {
            int count = embedder.tokens().count("unbelievable things");

            assertThat(count).isEqualTo(2);
            assertThat(never).doesNotExist();
        }
    }

    @Test
    void refusesWhatWaitsWhenItIsClosed() {
        LocalEmbedder embedder = minilm(1);
        embedder.embedQuery("so that it is loaded");
        List<String> many = Collections.nCopies(5000, TEXTS.getLast());
        CompletableFuture<List<float[]>> caller =
                CompletableFuture.supplyAsync(() -> embedder.embed(many));

        embedder.close();

        assertThatThrownBy(caller::join)
                .cause()
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> embedder.embedQuery("too late"))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("is closed");
    }

    private static LocalEmbedder minilm(int threads) {
        return new LocalEmbedder(LocalModel.ALL_MINILM_L6_V2, folder, threads);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
