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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// Vectors of real texts, queries, and what an exact search by the inner products of 32-bit floats
/// finds. The same in each run on the same texts.
///
/// @param vectors 32-bit floats, little endian
/// @param areas by piece; 1 if it is of [Among#AREA]
/// @param truth by query the nearest
@SuppressWarnings("ArrayRecordComponent") // read by one thread, changed by none
record SampleSpace(
        int size,
        MemorySegment vectors,
        byte[] areas,
        float[][] queries,
        Map<Among, int[][]> truth) {

    static final int DIMENSIONS = 384;
    static final int HITS = 10;
    static final int QUERIES = TextVectors.QUERIES;
    static final String TOPIC = "t7";
    static final String AREA = "area";

    private static final int TOPICS = 50;
    private static final int BYTES = DIMENSIONS * Float.BYTES;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static String topic(int vector) {
        return "t" + (int) (((vector * 2_654_435_761L) >>> 7) % TOPICS);
    }

    /// The area, or another.
    String kind(int vector) {
        return areas[vector % areas.length] == 1 ? AREA : "other";
    }

    private boolean isAmong(int vector, Among among) {
        return switch (among) {
            case ALL -> true;
            case TOPIC -> topic(vector).equals(TOPIC);
            case AREA -> kind(vector).equals(AREA);
        };
    }

    float[] vector(int number) {
        float[] vector = new float[DIMENSIONS];
        MemorySegment.copy(vectors, FLOAT, (long) number * BYTES, vector, 0, DIMENSIONS);
        return vector;
    }

    /// Reads what [#make] wrote.
    static SampleSpace open(Path folder, int size) throws IOException {
        SampleSpace without = withoutTruth(folder, size);
        ByteBuffer truth = ByteBuffer.wrap(Files.readAllBytes(truthFile(folder, size)));
        for (Among among : Among.values()) {
            int[][] hits = new int[QUERIES][HITS];
            for (int[] one : hits) {
                for (int i = 0; i < HITS; i++) {
                    one[i] = truth.getInt();
                }
            }
            without.truth.put(among, hits);
        }
        return without;
    }

    private static Path truthFile(Path folder, int size) {
        return folder.resolve(size + ".truth");
    }

    private static SampleSpace withoutTruth(Path folder, int size) throws IOException {
        Path larger = MadeUpVectors.file(folder, size);
        Path file = Files.exists(larger) ? larger : folder.resolve("vectors");
        float[] all = floats(folder.resolve("queries"), QUERIES);
        float[][] queries = new float[QUERIES][];
        for (int i = 0; i < QUERIES; i++) { // in turns a passage and a sentence
            int from = (i % 2 * (QUERIES / 2) + i / 2) * DIMENSIONS;
            queries[i] = Arrays.copyOfRange(all, from, from + DIMENSIONS);
        }
        return new SampleSpace(
                size,
                map(file, size),
                Files.readAllBytes(folder.resolve("areas")),
                queries,
                new EnumMap<>(Among.class));
    }

    static MemorySegment map(Path file, int size) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(
                    FileChannel.MapMode.READ_ONLY, 0, (long) size * BYTES, Arena.global());
        }
    }

    private static float[] floats(Path file, int vectors) throws IOException {
        float[] floats = new float[vectors * DIMENSIONS];
        ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return floats;
    }

    /// Finds out what an exact search finds, unless it is known.
    ///
    /// @param size of which there are as many vectors, real ones or made up
    static void make(Path folder, int size) throws IOException {
        Path file = truthFile(folder, size);
        if (Files.exists(file)) {
            return;
        }
        SampleSpace space = withoutTruth(folder, size);
        ByteBuffer truth =
                ByteBuffer.allocate(Among.values().length * QUERIES * HITS * Integer.BYTES);
        for (Among among : Among.values()) {
            for (int[] hits : space.exact(among)) {
                Arrays.stream(hits).forEach(truth::putInt);
            }
        }
        Files.write(file, truth.array());
    }

    private int[][] exact(Among among) {
        int[][] best = new int[QUERIES][HITS];
        double[][] scores = new double[QUERIES][HITS];
        for (double[] row : scores) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        for (int i = 0; i < size; i++) {
            if (isAmong(i, among)) {
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

    static float dot(float[] one, float[] other) {
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
}
