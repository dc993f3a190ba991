package dev.hqe.benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// More vectors than there are texts: behind the real ones, each again and again a little way off.
/// How far is as the real ones are from their nearest neighbours, drawn from what was measured of
/// some of them; in which direction is the difference of two other real ones, so that they stay
/// where texts are. They are not the real thing, and the results say how many there are.
final class MadeUpVectors {

    private static final int MEASURED = 300;
    private static final int DIMENSIONS = SampleSpace.DIMENSIONS;
    private static final int BYTES = DIMENSIONS * Float.BYTES;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment real;
    private final int count;
    private final SplittableRandom random = new SplittableRandom(1000);

    private MadeUpVectors(MemorySegment real, int count) {
        this.real = real;
        this.count = count;
    }

    static Path file(Path folder, int size) {
        return folder.resolve(size + ".vectors");
    }

    /// Writes a file of so many vectors, unless it is there.
    ///
    /// @param count how many real ones there are
    static void make(Path folder, int count, int size) throws IOException {
        Path file = file(folder, size);
        if (Files.exists(file)) {
            return;
        }
        Path fresh = folder.resolve(size + ".new");
        MadeUpVectors vectors =
                new MadeUpVectors(SampleSpace.map(folder.resolve("vectors"), count), count);
        float[] near = vectors.nearestSimilarities();
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i++) {
                bytes.clear();
                bytes.asFloatBuffer().put(i < count ? vectors.real(i) : vectors.near(i, near));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private float[] real(int number) {
        float[] vector = new float[DIMENSIONS];
        MemorySegment.copy(real, FLOAT, (long) number * BYTES, vector, 0, DIMENSIONS);
        return vector;
    }

    private float[] nearestSimilarities() {
        float[][] some = new float[Math.min(MEASURED, count)][];
        float[] nearest = new float[some.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = real(i);
        }
        for (int number = 0; number < count; number++) {
            float[] vector = real(number);
            for (int i = 0; i < some.length; i++) {
                if (i != number) {
                    nearest[i] = Math.max(nearest[i], SampleSpace.dot(some[i], vector));
                }
            }
        }
        return nearest;
    }

    private float[] near(int number, float[] similarities) {
        float[] vector = real(number % count);
        float[] off = real(random.nextInt(count));
        float[] other = real(random.nextInt(count));
        for (int i = 0; i < DIMENSIONS; i++) {
            off[i] -= other[i];
        }
        float along = SampleSpace.dot(off, vector);
        for (int i = 0; i < DIMENSIONS; i++) {
            off[i] -= along * vector[i];
        }
        float length = (float) Math.sqrt(SampleSpace.dot(off, off));
        float cosine = Math.min(1, similarities[random.nextInt(similarities.length)]);
        float sine = length > 0 ? (float) Math.sqrt(1 - cosine * cosine) / length : 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = cosine * vector[i] + sine * off[i];
        }
        float square = SampleSpace.dot(vector, vector);
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
