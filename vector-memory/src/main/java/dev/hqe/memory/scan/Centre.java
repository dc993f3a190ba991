package dev.hqe.memory.scan;

import java.util.List;
import java.util.stream.IntStream;

/// Finds the centre of the vectors of a tier, and makes their codes anew around it. While it works
/// nobody may change the tier; searches may go on.
final class Centre {

    /// From which number of vectors on there is a centre, and by what factor they must have grown
    /// until it is looked for again.
    private static final int FIRST = 256;

    private static final int GROWTH = 4;
    private static final int SAMPLE = 4096;

    private final CodeTable table;
    private final MappedVectors vectors;
    private final int dimensions;

    Centre(CodeTable table, MappedVectors vectors, int dimensions) {
        this.table = table;
        this.vectors = vectors;
        this.dimensions = dimensions;
    }

    /// Whether there are so many vectors that it is to be looked for.
    ///
    /// @param centred how many there were the last time
    static boolean isDue(int size, int centred) {
        return size >= Math.max(FIRST, (long) centred * GROWTH);
    }

    /// The mean of some thousand vectors from all over the tier.
    float[] mean() {
        double[] sum = new double[dimensions];
        float[] vector = new float[dimensions];
        int step = Math.max(1, table.used() / SAMPLE);
        int count = 0;
        for (int slot = 0; slot < table.used(); slot += step) {
            if (table.label(slot) != Labels.NONE) {
                vectors.read(slot, vector);
                for (int i = 0; i < dimensions; i++) {
                    sum[i] += vector[i];
                }
                count++;
            }
        }
        float[] mean = new float[dimensions];
        for (int i = 0; i < dimensions && count > 0; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return mean;
    }

    /// The codes of all blocks.
    List<Codes> codes(Encoder encoder) {
        return IntStream.range(0, table.blocks()).mapToObj(i -> codes(i, encoder)).toList();
    }

    private Codes codes(int block, Encoder encoder) {
        Codes codes = new Codes(CodeBlock.SLOTS, table.words());
        float[] vector = new float[dimensions];
        int[] labels = table.blockAt(block).labels;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != Labels.NONE) {
                vectors.read((block << CodeBlock.SHIFT) + i, vector);
                encoder.encode(vector, codes, i);
            }
        }
        return codes;
    }
}
