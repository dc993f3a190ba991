package dev.hqe.memory.scan;

import java.lang.foreign.MemorySegment;

/// The arithmetic that a processor does many at a time. Thread-safe.
interface Kernel {

    /// The inner product of a vector with one that lies in memory as 32-bit floats, little endian.
    /// Kernels differ in the last bits, because they add up in different orders.
    float dot(float[] vector, MemorySegment memory, long offset);

    /// For people: what it is done with.
    String name();

    /// The fastest that this JVM can run.
    static Kernel best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new VectorKernel()
                : new PlainKernel();
    }
}
