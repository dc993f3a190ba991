package dev.hqe.memory.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hqe.memory.SampleVectors;
import dev.hqe.memory.TextLikeVectors;
import dev.hqe.memory.store.StoredVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found by estimates, where an exact search of all would take too long.
class EstimateTest {

    private static final int DIMENSIONS = 384;
    private static final int VECTORS = 6000;
    private static final int QUERIES = 50;
    private static final int HITS = 10;

    @TempDir Path directory;

    private final TextLikeVectors sample = new TextLikeVectors(DIMENSIONS, 7);
    private final List<StoredVector> corpus = sample.chunks(1, VECTORS);

    private ScanTier estimating(String name, List<StoredVector> vectors) {
        return estimating(name, vectors, new PlainKernel());
    }

    private ScanTier estimating(String name, List<StoredVector> vectors, Kernel kernel) {
        ScanTier tier = ScanTier.create(directory.resolve(name), DIMENSIONS, kernel, 0);
        for (int from = 0; from < vectors.size(); from += 1000) {
            tier.put(vectors.subList(from, from + 1000));
        }
        return tier;
    }

    private static Set<Long> chunks(List<Hit> hits) {
        return hits.stream().map(Hit::chunk).collect(Collectors.toSet());
    }

    private Set<Long> exactly(float[] query) {
        NearestHits nearest = new NearestHits(HITS);
        for (StoredVector stored : corpus) {
            nearest.add(stored.chunk(), SampleVectors.dot(query, stored.vector()));
        }
        return chunks(nearest.nearestFirst());
    }

    /// How many hits of some queries only the first finds.
    private int different(ScanTier one, ScanTier other) {
        int different = 0;
        for (int i = 0; i < QUERIES; i++) {
            float[] query = sample.next();
            Set<Long> hits = chunks(one.search(query, HITS, ScanFilter.all()));
            hits.removeAll(chunks(other.search(query, HITS, ScanFilter.all())));
            different += hits.size();
        }
        return different;
    }

    @Test
    void findsTheNearestOfVectorsThatHaveMuchInCommon() {
        try (ScanTier tier = estimating("tier", corpus)) {
            int found = 0;

            for (int i = 0; i < QUERIES; i++) {
                float[] query = sample.next();
                Set<Long> hits = chunks(tier.search(query, HITS, ScanFilter.all()));
                hits.retainAll(exactly(query));
                found += hits.size();
            }

            assertThat(found / (double) (QUERIES * HITS)).isGreaterThan(0.99);
        }
    }

    @Test
    void findsTheSameWithAndWithoutTheVectorApi() {
        try (ScanTier plain = estimating("a", corpus);
                ScanTier fast = estimating("b", corpus, new VectorKernel())) {
            int different = different(plain, fast);

            assertThat(different).as("only those that rounding keeps apart").isLessThan(3);
        }
    }

    @Test
    void findsThemInWhateverOrderTheyCame() {
        List<StoredVector> inOrder = new ArrayList<>(corpus);
        inOrder.sort((one, other) -> Float.compare(one.vector()[0], other.vector()[0]));
        List<StoredVector> shuffled = new ArrayList<>(corpus);
        Collections.shuffle(shuffled, new Random(3));
        try (ScanTier first = estimating("a", inOrder);
                ScanTier second = estimating("b", shuffled)) {
            int different = different(first, second);

            assertThat(different).isLessThanOrEqualTo(QUERIES * HITS / 100);
        }
    }

    @Test
    void isRightOnAverageAndKnowsItsError() {
        float[] centre = new float[DIMENSIONS];
        for (StoredVector stored : corpus) {
            for (int i = 0; i < DIMENSIONS; i++) {
                centre[i] += stored.vector()[i] / VECTORS;
            }
        }
        Encoder encoder = new Encoder(centre);
        Codes codes = new Codes(VECTORS, Codes.words(DIMENSIONS));
        for (int i = 0; i < VECTORS; i++) {
            encoder.encode(corpus.get(i).vector(), codes, i);
        }
        double sum = 0;
        int above = 0;
        int aboveRoughly = 0;

        for (int query = 0; query < QUERIES; query++) {
            float[] unit = sample.next();
            QueryCode code = encoder.query(unit);
            for (int i = 0; i < VECTORS; i++) {
                double truth = SampleVectors.dot(unit, corpus.get(i).vector());
                double estimate = code.estimate(codes, i) + code.shift();
                sum += estimate - truth;
                above += truth > estimate + code.error(codes, i) ? 1 : 0;
                aboveRoughly += truth > code.roughlyAtMost(codes, i) + code.shift() ? 1 : 0;
            }
        }

        assertThat(sum / (QUERIES * VECTORS)).isCloseTo(0, within(0.003));
        assertThat(above / (double) (QUERIES * VECTORS)).isBetween(0.001, 0.02);
        assertThat(aboveRoughly / (double) (QUERIES * VECTORS)).isBetween(0.0001, 0.01);
    }

    @Test
    void takesTheMostPromisingWhereItMayNotCompareAllThatMayBeNear() throws IOException {
        CodeTable table = new CodeTable(DIMENSIONS);
        Encoder encoder = new Encoder(new float[DIMENSIONS]);
        Codes codes = new Codes(1, table.words());
        try (MappedVectors vectors = MappedVectors.create(directory.resolve("v"), DIMENSIONS)) {
            for (StoredVector stored : corpus) {
                int slot = table.take(1)[0];
                vectors.write(slot, stored.vector());
                encoder.encode(stored.vector(), codes, 0);
                table.put(slot, stored.chunk(), stored.topic(), stored.kind(), codes, 0);
            }
            int found = 0;

            for (int i = 0; i < QUERIES; i++) {
                float[] query = sample.next();
                Shortlist shortlist =
                        new Shortlist(
                                table,
                                vectors,
                                new PlainKernel(),
                                query,
                                encoder.query(query),
                                HITS,
                                60);
                new FilteredScan(table, ScanFilter.all()).run(shortlist);
                Set<Long> hits = chunks(shortlist.nearestFirst());
                assertThat(hits).hasSize(HITS);
                hits.retainAll(exactly(query));
                found += hits.size();
            }

            assertThat(found / (double) (QUERIES * HITS)).isBetween(0.7, 0.99);
        }
    }
}
