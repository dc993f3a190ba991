package dev.hqe.kernel.entity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A vector that stands for the meaning of an entity: 1 to 8192 finite 32-bit floats. Immutable.
public final class Embedding {

    public static final int MAX_DIMENSIONS = 8192;

    private final float[] values;

    private Embedding(float[] values) {
        if (values.length < 1 || values.length > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "an embedding has 1 to " + MAX_DIMENSIONS + " values, not " + values.length);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("an embedding holds finite values only");
            }
        }
        this.values = values;
    }

    public static Embedding of(float... values) {
        return new Embedding(values.clone());
    }

    /// Reads what [#toBytes] wrote.
    public static Embedding fromBytes(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no 32-bit floats");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Embedding(values);
    }

    /// 32-bit floats, little endian.
    public byte[] toBytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    public int dimensions() {
        return values.length;
    }

    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Embedding that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Embedding[" + values.length + " dimensions]";
    }
}
