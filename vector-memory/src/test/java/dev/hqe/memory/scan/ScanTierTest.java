package dev.hqe.memory.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.hqe.memory.SampleVectors;
import dev.hqe.memory.store.StoredVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTierTest {

    private static final int DIMENSIONS = 96;
    private static final double ROUNDING = 1e-6;

    @TempDir Path directory;

    private final SampleVectors sample = new SampleVectors(DIMENSIONS, 42);

    private Path file() {
        return directory.resolve("tier");
    }

    private ScanTier tier() {
        return ScanTier.create(file(), DIMENSIONS);
    }

    /// As it is where there are very many.
    private ScanTier estimating(int dimensions) {
        return ScanTier.create(file(), dimensions, Kernel.best(), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 96, 384, 400})
    void findsWhatAnExactSearchFinds(int dimensions) {
        SampleVectors some = new SampleVectors(dimensions, 5);
        List<StoredVector> corpus = some.chunks(1, 3000);
        try (ScanTier tier = ScanTier.create(file(), dimensions)) {
            tier.put(corpus);

            double recall = recall(tier, corpus, some, ScanFilter.all(), stored -> true);

            assertThat(recall).isEqualTo(1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 96, 384, 400})
    void findsNearlyAllOfThatByEstimates(int dimensions) {
        SampleVectors some = new SampleVectors(dimensions, 5);
        List<StoredVector> corpus = some.chunks(1, 3000);
        try (ScanTier tier = estimating(dimensions)) {
            tier.put(corpus);

            double recall = recall(tier, corpus, some, ScanFilter.all(), stored -> true);

            assertThat(recall).isGreaterThan(dimensions < 64 ? 0.5 : 0.99);
        }
    }

    @Test
    void findsAmongThoseThatTheFilterLetsThrough() {
        List<StoredVector> corpus = sample.chunks(1, 5000);
        long[] odd =
                corpus.stream().mapToLong(StoredVector::chunk).filter(c -> c % 2 == 1).toArray();
        try (ScanTier tier = estimating(DIMENSIONS)) {
            tier.put(corpus);

            assertRecall(
                    tier,
                    corpus,
                    ScanFilter.all().topics(Set.of("t3")),
                    s -> s.topic().equals("t3"));
            assertRecall(
                    tier, corpus, ScanFilter.all().kinds(Set.of("k1")), s -> s.kind().equals("k1"));
            assertRecall(
                    tier,
                    corpus,
                    ScanFilter.all().topics(List.of("t3", "t4")).kinds(List.of("k1", "k2")),
                    s ->
                            Set.of("t3", "t4").contains(s.topic())
                                    && Set.of("k1", "k2").contains(s.kind()));
            assertRecall(tier, corpus, ScanFilter.all().chunks(odd), s -> s.chunk() % 2 == 1);
            assertRecall(
                    tier,
                    corpus,
                    ScanFilter.all().topics(Set.of("t3")).chunks(3, 13, 4, 3, 99_999),
                    s -> s.chunk() == 3 || s.chunk() == 13);
        }
    }

    @Test
    void findsNothingWhereNothingIsLetThrough() {
        try (ScanTier tier = tier()) {
            tier.put(sample.chunks(1, 100));
            float[] query = sample.next();

            assertThat(tier.search(query, 10, ScanFilter.all().topics(Set.of()))).isEmpty();
            assertThat(tier.search(query, 10, ScanFilter.all().kinds(Set.of("no")))).isEmpty();
            assertThat(tier.search(query, 10, ScanFilter.all().chunks())).isEmpty();
        }
    }

    @Test
    void findsTheSameWithAndWithoutTheVectorApi() {
        List<StoredVector> corpus = sample.chunks(1, 2000);
        try (ScanTier plain =
                        ScanTier.create(
                                directory.resolve("a"), DIMENSIONS, new PlainKernel(), 10_000);
                ScanTier fast =
                        ScanTier.create(
                                directory.resolve("b"), DIMENSIONS, new VectorKernel(), 10_000)) {
            plain.put(corpus);
            fast.put(corpus);

            for (int i = 0; i < 50; i++) {
                float[] query = sample.next();
                List<Hit> one = plain.search(query, 20, ScanFilter.all());
                List<Hit> other = fast.search(query, 20, ScanFilter.all());
                requireAlike(other, one);
            }
        }
    }

    @Test
    void findsTheSameInWhateverOrderTheVectorsCameAndWhateverWasBesideThem() {
        List<StoredVector> corpus = sample.chunks(1, 3000);
        ScanTier former = ScanTier.create(directory.resolve("b"), DIMENSIONS);
        former.put(sample.chunks(2500, 2000)); // some are replaced, some deleted
        List<StoredVector> shuffled = new ArrayList<>(corpus);
        Collections.shuffle(shuffled, new Random(3));
        for (int from = 0; from < shuffled.size(); from += 30) {
            former.put(shuffled.subList(from, from + 30));
            long gone = 3001L + from / 2;
            former.delete(LongStream.range(gone, gone + 15).boxed().toList());
        }
        former.close(8);

        try (ScanTier first = tier();
                ScanTier second =
                        ScanTier.reopen(directory.resolve("b"), DIMENSIONS, 8).orElseThrow()) {
            first.put(corpus);

            assertThat(second.size()).isEqualTo(first.size());
            for (int i = 0; i < 50; i++) {
                float[] query = sample.next();
                ScanFilter some = ScanFilter.all().topics(Set.of("t3", "t4"));
                requireAlike(
                        second.search(query, 300, ScanFilter.all()),
                        first.search(query, 300, ScanFilter.all()));
                requireAlike(second.search(query, 300, some), first.search(query, 300, some));
            }
        }
    }

    /// The same hits; those may change places, or be cut off at the end, that only rounding keeps
    /// apart.
    private static void requireAlike(List<Hit> hits, List<Hit> others) {
        assertThat(hits).hasSameSizeAs(others);
        for (int i = 0; i < hits.size(); i++) {
            assertThat(hits.get(i).similarity())
                    .isCloseTo(others.get(i).similarity(), offset(ROUNDING));
        }
        assertThat(aboveTheLast(hits)).isEqualTo(aboveTheLast(others));
    }

    private static Set<Long> aboveTheLast(List<Hit> hits) {
        double least = hits.getLast().similarity() + ROUNDING;
        return hits.stream()
                .filter(hit -> hit.similarity() > least)
                .map(Hit::chunk)
                .collect(Collectors.toSet());
    }

    @Test
    void takesTheVectorApiWhereTheJvmHasIt() {
        assertThat(Kernel.best()).isInstanceOf(VectorKernel.class);
    }

    @Test
    void givesTheExactSimilarityNearestFirst() {
        try (ScanTier tier = ScanTier.create(file(), 2)) {
            tier.put(
                    List.of(
                            new StoredVector(1, "t", "k", SampleVectors.unit(1, 0)),
                            new StoredVector(2, "t", "k", SampleVectors.unit(1, 1)),
                            new StoredVector(3, "t", "k", SampleVectors.unit(-1, 0))));

            List<Hit> hits = tier.search(new float[] {2, 0}, 3, ScanFilter.all());

            assertThat(chunks(hits)).containsExactly(1L, 2L, 3L);
            assertThat(hits.get(0).similarity()).isEqualTo(1.0);
            assertThat(hits.get(1).similarity()).isBetween(0.7071, 0.7072);
            assertThat(hits.get(2).similarity()).isEqualTo(-1.0);
        }
    }

    @Test
    void holdsWhatAMapWouldHoldAfterManyChanges() {
        Random random = new Random(1);
        Map<Long, StoredVector> model = new HashMap<>();
        try (ScanTier tier = tier()) {
            for (int round = 0; round < 60; round++) {
                List<StoredVector> batch = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    batch.addAll(sample.chunks(random.nextInt(1500), 1));
                }
                tier.put(batch);
                batch.forEach(stored -> model.put(stored.chunk(), stored));
                Set<Long> gone = new HashSet<>();
                for (int i = 0; i < 30; i++) {
                    gone.add((long) random.nextInt(1500));
                }
                tier.delete(gone);
                model.keySet().removeAll(gone);
            }

            assertThat(tier.size()).isEqualTo(model.size());
            for (long chunk = 0; chunk < 1500; chunk++) {
                StoredVector stored = model.get(chunk);
                if (stored == null) {
                    assertThat(tier.vector(chunk)).isEmpty();
                } else {
                    assertThat(tier.vector(chunk).orElseThrow()).containsExactly(stored.vector());
                    ScanFilter own =
                            ScanFilter.all()
                                    .topics(Set.of(stored.topic()))
                                    .kinds(Set.of(stored.kind()));
                    assertThat(tier.search(stored.vector(), 1, own).getFirst().chunk())
                            .isEqualTo(chunk);
                }
            }
        }
    }

    @Test
    void findsTheSameAfterItIsOpenedAgain() {
        List<StoredVector> corpus = sample.chunks(1, 2500);
        float[] query = sample.next();
        ScanTier first = tier();
        first.put(corpus);
        first.delete(List.of(5L, 6L, 7L));
        List<Hit> before = first.search(query, 50, ScanFilter.all());
        first.close(17);

        try (ScanTier again = ScanTier.reopen(file(), DIMENSIONS, 17).orElseThrow()) {
            assertThat(again.size()).isEqualTo(2497);
            assertThat(again.search(query, 50, ScanFilter.all())).isEqualTo(before);
            again.put(sample.chunks(5, 3));
            assertThat(again.vector(6)).isPresent();
        }
    }

    @Test
    void isNotTakenForWholeUnlessItIs() throws IOException {
        ScanTier tier = tier();
        tier.put(sample.chunks(1, 100));
        tier.close(3);
        Path codes = directory.resolve("tier.codes");
        byte[] good = Files.readAllBytes(codes);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;

        assertThat(ScanTier.reopen(file(), DIMENSIONS, 4)).as("a later state").isEmpty();
        assertThat(ScanTier.reopen(file(), DIMENSIONS + 1, 3)).isEmpty();
        Files.write(codes, bad);
        assertThat(ScanTier.reopen(file(), DIMENSIONS, 3)).as("damaged").isEmpty();
        Files.write(codes, good);
        ScanTier.reopen(file(), DIMENSIONS, 3).orElseThrow().close();
        assertThat(ScanTier.reopen(file(), DIMENSIONS, 3)).as("not closed in order").isEmpty();
    }

    @Test
    void neverFindsWhatIsDeletedWhileOthersSearchAndWrite() throws Exception {
        List<StoredVector> corpus = sample.chunks(1, 2000);
        AtomicBoolean done = new AtomicBoolean();
        try (ScanTier tier = tier();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tier.put(corpus);
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                others.add(
                        threads.submit(() -> {
                            float[] query = corpus.get(77).vector();
                            while (!done.get()) {
                                assertThat(tier.search(query, 10, ScanFilter.all())).hasSize(10);
                            }
                        }));
            }
            for (int round = 0; round < 300; round++) {
                StoredVector gone = corpus.get(round);
                tier.delete(List.of(gone.chunk()));
                assertThat(chunks(tier.search(gone.vector(), 5, ScanFilter.all())))
                        .doesNotContain(gone.chunk());
                StoredVector fresh = sample.chunks(10_000L + round, 1).getFirst();
                tier.put(List.of(fresh));
                assertThat(tier.search(fresh.vector(), 1, ScanFilter.all()).getFirst().chunk())
                        .isEqualTo(fresh.chunk());
            }
            done.set(true);
            for (Future<?> other : others) {
                other.get();
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (ScanTier tier = ScanTier.create(file(), 2)) {
            StoredVector longer = new StoredVector(1, "t", "k", SampleVectors.unit(1, 2, 3));

            assertThatThrownBy(() -> tier.put(List.of(longer)))
                    .hasMessageContaining("3 dimensions");
            assertThatThrownBy(() -> tier.search(new float[] {1}, 1, ScanFilter.all()))
                    .hasMessageContaining("the vectors have 2");
            assertThatThrownBy(() -> tier.search(new float[] {0, 0}, 1, ScanFilter.all()))
                    .hasMessageContaining("no direction");
            assertThatThrownBy(() -> tier.search(new float[] {1, 0}, 0, ScanFilter.all()))
                    .hasMessageContaining("1 to 10000");
            assertThat(tier.size()).isZero();
        }
    }

    @Test
    void saysThatItIsClosed() {
        ScanTier tier = tier();
        tier.close();
        tier.close();

        assertThatThrownBy(() -> tier.search(sample.next(), 1, ScanFilter.all()))
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> tier.put(sample.chunks(1, 1))).hasMessageContaining("is closed");
    }

    private void assertRecall(
            ScanTier tier,
            List<StoredVector> corpus,
            ScanFilter filter,
            Predicate<StoredVector> same) {
        assertThat(recall(tier, corpus, sample, filter, same)).isGreaterThan(0.99);
    }

    private static double recall(
            ScanTier tier,
            List<StoredVector> corpus,
            SampleVectors sample,
            ScanFilter filter,
            Predicate<StoredVector> same) {
        int found = 0;
        int all = 0;
        for (int i = 0; i < 30; i++) {
            float[] query = sample.next();
            List<Long> exact =
                    corpus.stream()
                            .filter(same)
                            .sorted(
                                    Comparator.comparingDouble(
                                            s -> -SampleVectors.dot(s.vector(), query)))
                            .limit(10)
                            .map(StoredVector::chunk)
                            .toList();
            Set<Long> hits = new HashSet<>(chunks(tier.search(query, 10, filter)));
            hits.retainAll(exact);
            found += hits.size();
            all += exact.size();
        }
        return (double) found / all;
    }

    private static List<Long> chunks(List<Hit> hits) {
        return hits.stream().map(Hit::chunk).toList();
    }
}
