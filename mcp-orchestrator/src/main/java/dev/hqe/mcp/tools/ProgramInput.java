package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Standard input of a Topic's program: JSON Lines, made while they are read, so that any number of
/// entities passes through in the memory of a few.
///
/// Read by one thread.
final class ProgramInput extends InputStream {

    private final Iterator<StoredEntity> entities;
    private final Stream<StoredEntity> source;
    private final long total;
    private final LongConsumer progress;
    private byte[] line;
    private int position;
    private long handedOver;

    private ProgramInput(
            ObjectNode arguments, Stream<StoredEntity> source, long total, LongConsumer progress) {
        this.source = source;
        this.total = total;
        this.entities = source.iterator();
        this.progress = progress;
        this.line = line(arguments);
    }

    static ProgramInput of(ObjectNode arguments) {
        return new ProgramInput(arguments, Stream.empty(), 0, count -> {});
    }

    /// The arguments, then entities.
    ///
    /// @param total about how many entities there are
    /// @param progress is told after each entity how many have been handed over
    static ProgramInput of(
            ObjectNode arguments,
            Stream<StoredEntity> entities,
            long total,
            LongConsumer progress) {
        return new ProgramInput(arguments, entities, total, progress);
    }

    long total() {
        return total;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == line.length && !nextLine()) {
            return -1;
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean nextLine() {
        if (!entities.hasNext()) {
            return false;
        }
        StoredEntity entity = entities.next();
        ObjectNode json = Json.object();
        json.put("id", entity.id().value());
        json.put("kind", entity.entity().kind().value());
        json.set("data", entity.entity().data());
        line = line(json);
        position = 0;
        progress.accept(++handedOver);
        return true;
    }

    private static byte[] line(ObjectNode json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(Json.MAPPER.writeValueAsBytes(json));
        bytes.write('\n');
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        source.close();
    }
}
