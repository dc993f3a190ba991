package dev.hqe.memory.scan;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// With the JDK's Vector API. Not to be loaded where its module is not there.
final class VectorKernel implements Kernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public float dot(float[] vector, MemorySegment memory, long offset) {
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i + 2 * LANES <= vector.length; i += 2 * LANES) {
            even = at(vector, i).fma(at(memory, offset, i), even);
            odd = at(vector, i + LANES).fma(at(memory, offset, i + LANES), odd);
        }
        for (; i < vector.length; i += LANES) {
            var inside = SPECIES.indexInRange(i, vector.length);
            long from = offset + (long) i * Float.BYTES;
            FloatVector one = FloatVector.fromArray(SPECIES, vector, i, inside);
            FloatVector other =
                    FloatVector.fromMemorySegment(
                            SPECIES, memory, from, ByteOrder.LITTLE_ENDIAN, inside);
            even = one.fma(other, even);
        }
        return even.add(odd).reduceLanes(VectorOperators.ADD);
    }

    private static FloatVector at(float[] vector, int i) {
        return FloatVector.fromArray(SPECIES, vector, i);
    }

    private static FloatVector at(MemorySegment memory, long offset, int i) {
        return FloatVector.fromMemorySegment(
                SPECIES, memory, offset + (long) i * Float.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String name() {
        return "Vector API, " + LANES + " lanes";
    }
}
