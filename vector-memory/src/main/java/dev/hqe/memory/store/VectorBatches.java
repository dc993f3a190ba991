package dev.hqe.memory.store;

import dev.hqe.memory.store.LanceJournal.Pending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/// Vectors on their way into a dataset, as one batch of Arrow's. For one thread.
final class VectorBatches extends ArrowReader {

    private final List<Pending> rows;
    private final int dimensions;
    private boolean given;

    /// @param rows with a vector each
    VectorBatches(BufferAllocator allocator, List<Pending> rows, int dimensions) {
        super(allocator);
        this.rows = rows;
        this.dimensions = dimensions;
    }

    static Schema schema(int dimensions) {
        Field value =
                new Field(
                        "item",
                        new FieldType(
                                true,
                                new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                                null),
                        null);
        return new Schema(
                List.of(
                        column("chunk", new ArrowType.Int(Long.SIZE, true)),
                        column("topic", new ArrowType.Utf8()),
                        column("kind", new ArrowType.Utf8()),
                        new Field(
                                "vector",
                                new FieldType(false, new ArrowType.FixedSizeList(dimensions), null),
                                List.of(value))));
    }

    private static Field column(String name, ArrowType type) {
        return new Field(name, new FieldType(false, type, null), null);
    }

    @Override
    protected Schema readSchema() {
        return schema(dimensions);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        if (given) {
            return false;
        }
        given = true;
        VectorSchemaRoot root = getVectorSchemaRoot();
        int count = rows.size();
        BigIntVector chunks = (BigIntVector) root.getVector("chunk");
        VarCharVector topics = (VarCharVector) root.getVector("topic");
        VarCharVector kinds = (VarCharVector) root.getVector("kind");
        FixedSizeListVector lists = (FixedSizeListVector) root.getVector("vector");
        chunks.allocateNew(count);
        topics.allocateNew(count);
        kinds.allocateNew(count);
        lists.setInitialCapacity(count);
        lists.allocateNew();
        Float4Vector values = (Float4Vector) lists.getDataVector();
        values.allocateNew(count * dimensions);
        ArrowBuf floats = values.getDataBuffer();
        for (int i = 0; i < count; i++) {
            Pending row = rows.get(i);
            chunks.setSafe(i, row.chunk());
            topics.setSafe(i, row.topic().getBytes(StandardCharsets.UTF_8));
            kinds.setSafe(i, row.kind().getBytes(StandardCharsets.UTF_8));
            lists.setNotNull(i);
            floats.setBytes(
                    (long) i * dimensions * Float.BYTES, Objects.requireNonNull(row.vector()));
        }
        ArrowBuf valid = values.getValidityBuffer();
        valid.setOne(0, valid.capacity());
        values.setValueCount(count * dimensions);
        lists.setValueCount(count);
        root.setRowCount(count);
        return true;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}
}
