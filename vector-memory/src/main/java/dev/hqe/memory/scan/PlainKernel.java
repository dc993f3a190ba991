package dev.hqe.memory.scan;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Plain Java. Adds up in eight lanes, because one addition would wait for the one before.
final class PlainKernel implements Kernel {

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LANES = 8;

    private final ThreadLocal<float[]> rows = ThreadLocal.withInitial(() -> new float[0]);

    @Override
    public float dot(float[] vector, MemorySegment memory, long offset) {
        float[] row = rows.get();
        if (row.length != vector.length) {
            row = new float[vector.length];
            rows.set(row);
        }
        MemorySegment.copy(memory, FLOAT, offset, row, 0, row.length);
        return dot(vector, row);
    }

    static float dot(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int whole = one.length - one.length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            a = Math.fma(one[i], other[i], a);
            b = Math.fma(one[i + 1], other[i + 1], b);
            c = Math.fma(one[i + 2], other[i + 2], c);
            d = Math.fma(one[i + 3], other[i + 3], d);
            e = Math.fma(one[i + 4], other[i + 4], e);
            f = Math.fma(one[i + 5], other[i + 5], f);
            g = Math.fma(one[i + 6], other[i + 6], g);
            h = Math.fma(one[i + 7], other[i + 7], h);
        }
        for (int i = whole; i < one.length; i++) {
            a = Math.fma(one[i], other[i], a);
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    @Override
    public String name() {
        return "plain Java";
    }
}
