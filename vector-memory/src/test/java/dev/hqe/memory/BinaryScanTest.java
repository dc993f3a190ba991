package dev.hqe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.Embedding;
import dev.hqe.kernel.entity.EntityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BinaryScanTest {

    private static final int DIMENSIONS = 96;

    private final Random random = new Random(42);

    @Test
    void findsWhatAnExactSearchFinds() {
        Map<EntityId, float[]> corpus = clustered(3000);
        BinaryScan scan = new BinaryScan(DIMENSIONS);
        corpus.forEach((id, vector) -> scan.put(id, Embedding.of(vector)));

        int found = 0;
        for (int i = 0; i < 50; i++) {
            float[] query = noisy(vector(corpus, random.nextInt(corpus.size())));
            Set<EntityId> hits = new HashSet<>(ids(scan.search(Embedding.of(query), 10)));
            hits.retainAll(exact(corpus, query, 10));
            found += hits.size();
        }

        assertThat(found / 500.0).as("recall at 10").isGreaterThan(0.95);
    }

    @Test
    void givesTheExactSimilarityNearestFirst() {
        BinaryScan scan = new BinaryScan(2);
        scan.put(id(1), Embedding.of(1, 0));
        scan.put(id(2), Embedding.of(1, 1));
        scan.put(id(3), Embedding.of(-1, 0));

        List<BinaryScan.Hit> hits = scan.search(Embedding.of(2, 0), 3);

        assertThat(ids(hits)).containsExactly(id(1), id(2), id(3));
        assertThat(hits.get(0).similarity()).isEqualTo(1.0);
        assertThat(hits.get(1).similarity()).isBetween(0.7071, 0.7072);
        assertThat(hits.get(2).similarity()).isEqualTo(-1.0);
    }

    @Test
    void forgetsWhatIsRemovedAndKeepsTheRest() {
        Map<EntityId, float[]> corpus = clustered(500);
        BinaryScan scan = new BinaryScan(DIMENSIONS);
        corpus.forEach((id, vector) -> scan.put(id, Embedding.of(vector)));

        for (int i = 0; i < 500; i += 2) {
            assertThat(scan.remove(id(i))).isTrue();
            assertThat(scan.remove(id(i))).isFalse();
        }

        assertThat(scan.size()).isEqualTo(250);
        for (int i = 1; i < 500; i += 2) {
            Embedding vector = Embedding.of(vector(corpus, i));
            assertThat(scan.search(vector, 1).getFirst().id()).isEqualTo(id(i));
        }
    }

    @Test
    void replacesTheVectorOfAnIdItKnows() {
        BinaryScan scan = new BinaryScan(2);
        scan.put(id(1), Embedding.of(1, 0));

        scan.put(id(1), Embedding.of(0, 1));

        assertThat(scan.size()).isEqualTo(1);
        assertThat(scan.search(Embedding.of(0, 1), 1).getFirst().similarity()).isEqualTo(1.0);
    }

    @Test
    void refusesAVectorThatDoesNotFit() {
        BinaryScan scan = new BinaryScan(2);

        assertThatThrownBy(() -> scan.put(id(1), Embedding.of(1, 2, 3)))
                .hasMessageContaining("3 dimensions")
                .hasMessageContaining("vectors of 2");
        assertThatThrownBy(() -> scan.put(id(1), Embedding.of(0, 0)))
                .hasMessageContaining("no direction");
        assertThat(scan.size()).isZero();
    }

    /// Vectors in 30 clusters, as texts about 30 subjects would have.
    private Map<EntityId, float[]> clustered(int count) {
        List<float[]> centres = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            centres.add(gaussian());
        }
        Map<EntityId, float[]> corpus = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            corpus.put(id(i), noisy(centres.get(i % centres.size())));
        }
        return corpus;
    }

    private float[] gaussian() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private float[] noisy(float[] vector) {
        float[] noisy = vector.clone();
        for (int i = 0; i < DIMENSIONS; i++) {
            noisy[i] += (float) (0.5 * random.nextGaussian());
        }
        return noisy;
    }

    private static List<EntityId> exact(Map<EntityId, float[]> corpus, float[] query, int hits) {
        return corpus.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -cosine(e.getValue(), query)))
                .limit(hits)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static float[] vector(Map<EntityId, float[]> corpus, int number) {
        return Objects.requireNonNull(corpus.get(id(number)));
    }

    private static EntityId id(int number) {
        return new EntityId("vector-" + number);
    }

    private static List<EntityId> ids(List<BinaryScan.Hit> hits) {
        return hits.stream().map(BinaryScan.Hit::id).toList();
    }
}
