package dev.hqe.benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Vectors as a model of sentences makes them, roughly: 2000 subjects of very different size, 64
/// directions that matter and matter less and less, noise in all, and something that all have in
/// common. Queries come from the same space. The same in each run. 2 % of the vectors are of one
/// Topic.
///
/// @param vectors 32-bit floats, little endian
@SuppressWarnings("ArrayRecordComponent") // read by one thread, changed by none
record SampleSpace(
        int size, MemorySegment vectors, float[][] queries, int[][] truth, int[][] filteredTruth) {

    static final int DIMENSIONS = 384;
    static final int HITS = 10;
    static final int QUERIES = 300;
    static final String FILTERED = "t7";

    private static final int TOPICS = 50;
    private static final int LATENT = 64;
    private static final int SUBJECTS = 2000;
    private static final int BYTES = DIMENSIONS * Float.BYTES;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static String topic(int vector) {
        return "t" + (int) (((vector * 2_654_435_761L) >>> 7) % TOPICS);
    }

    float[] vector(int number) {
        float[] vector = new float[DIMENSIONS];
        MemorySegment.copy(vectors, FLOAT, (long) number * BYTES, vector, 0, DIMENSIONS);
        return vector;
    }

    /// Reads what [#make] wrote.
    static SampleSpace open(Path folder, int size) throws IOException {
        Path file = folder.resolve(size + ".vectors");
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment all =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.global());
            float[][] queries = new float[QUERIES][DIMENSIONS];
            for (int i = 0; i < QUERIES; i++) {
                long at = (long) (size + i) * BYTES;
                MemorySegment.copy(all, FLOAT, at, queries[i], 0, DIMENSIONS);
            }
            ByteBuffer truth = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(size + ".truth")));
            return new SampleSpace(size, all, queries, hits(truth), hits(truth));
        }
    }

    private static int[][] hits(ByteBuffer truth) {
        int[][] hits = new int[QUERIES][HITS];
        for (int[] one : hits) {
            for (int i = 0; i < HITS; i++) {
                one[i] = truth.getInt();
            }
        }
        return hits;
    }

    /// Writes them and what an exact search finds, unless they are there.
    static void make(Path folder, int size) throws IOException {
        if (Files.exists(folder.resolve(size + ".truth"))) {
            return;
        }
        Files.createDirectories(folder);
        Shape shape = new Shape();
        try (FileChannel channel =
                FileChannel.open(
                        folder.resolve(size + ".vectors"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            SplittableRandom random = new SplittableRandom(1000);
            ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size + QUERIES; i++) {
                bytes.clear();
                bytes.asFloatBuffer().put(shape.next(random));
                channel.write(bytes);
            }
        }
        Files.write(folder.resolve(size + ".truth"), new byte[2 * QUERIES * HITS * Integer.BYTES]);
        SampleSpace space = open(folder, size);
        ByteBuffer truth = ByteBuffer.allocate(2 * QUERIES * HITS * Integer.BYTES);
        for (boolean filtered : new boolean[] {false, true}) {
            for (int[] hits : space.exact(filtered)) {
                Arrays.stream(hits).forEach(truth::putInt);
            }
        }
        Files.write(folder.resolve(size + ".truth"), truth.array());
    }

    private int[][] exact(boolean filtered) {
        int[][] best = new int[QUERIES][HITS];
        double[][] scores = new double[QUERIES][HITS];
        for (double[] row : scores) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        for (int i = 0; i < size; i++) {
            if (!filtered || topic(i).equals(FILTERED)) {
                float[] vector = vector(i);
                for (int q = 0; q < QUERIES; q++) {
                    insert(best[q], scores[q], i, dot(vector, queries[q]));
                }
            }
        }
        return best;
    }

    private static void insert(int[] best, double[] scores, int vector, double score) {
        int at = HITS;
        while (at > 0 && scores[at - 1] < score) {
            at--;
        }
        if (at < HITS) {
            System.arraycopy(best, at, best, at + 1, HITS - at - 1);
            System.arraycopy(scores, at, scores, at + 1, HITS - at - 1);
            best[at] = vector;
            scores[at] = score;
        }
    }

    private static float dot(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < DIMENSIONS; i += 4) {
            a = Math.fma(one[i], other[i], a);
            b = Math.fma(one[i + 1], other[i + 1], b);
            c = Math.fma(one[i + 2], other[i + 2], c);
            d = Math.fma(one[i + 3], other[i + 3], d);
        }
        return a + b + c + d;
    }

    /// The directions and the subjects.
    private static final class Shape {

        private final float[][] directions = new float[LATENT][DIMENSIONS];
        private final float[][] subjects = new float[SUBJECTS][LATENT];
        private final float[] weights = new float[LATENT];
        private final float[] common = new float[DIMENSIONS];

        Shape() {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < LATENT; i++) {
                weights[i] = (float) Math.pow(i + 1, -0.35);
                for (int d = 0; d < DIMENSIONS; d++) {
                    directions[i][d] = (float) (random.nextGaussian() / Math.sqrt(LATENT));
                }
            }
            for (float[] subject : subjects) {
                for (int i = 0; i < LATENT; i++) {
                    subject[i] = (float) random.nextGaussian() * weights[i];
                }
            }
            for (int d = 0; d < DIMENSIONS; d++) {
                common[d] = (float) (0.3 * random.nextGaussian());
            }
        }

        float[] next(SplittableRandom random) {
            float[] subject = subjects[(int) (Math.pow(random.nextDouble(), 1.5) * SUBJECTS)];
            float[] vector = new float[DIMENSIONS];
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] = common[d] + (float) (random.nextGaussian() * 0.10);
            }
            for (int i = 0; i < LATENT; i++) {
                float along = subject[i] + (float) (random.nextGaussian() * weights[i] * 0.55);
                for (int d = 0; d < DIMENSIONS; d++) {
                    vector[d] += along * directions[i][d];
                }
            }
            double square =
                    IntStream.range(0, DIMENSIONS)
                            .mapToDouble(d -> (double) vector[d] * vector[d])
                            .sum();
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] /= (float) Math.sqrt(square);
            }
            return vector;
        }
    }
}
