package dev.hqe.memory.scan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The vectors themselves, by slot, in a file that is mapped: what is used often stays in memory,
/// and the system takes the rest away when it needs the room. 32-bit floats, little endian, one
/// vector behind the other.
///
/// It is written with ordinary writes and only read through the mapping, so that a full disk is an
/// error of the write and not the end of the process; and not through a channel, which a thread
/// that is interrupted would close for all.
///
/// Reading is thread-safe; writing is for one thread at a time, and to slots that nobody reads.
final class MappedVectors implements AutoCloseable {

    /// Slots that are mapped in one go.
    private static final int EXTENT_SHIFT = 14;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int EXTENT_SLOTS = 1 << EXTENT_SHIFT;

    private final Path file;
    private final int vectorBytes;
    private final RandomAccessFile writing;
    private final Arena arena = Arena.ofShared();
    private final ByteBuffer buffer;
    private final List<MemorySegment> extents = new ArrayList<>();
    private volatile MemorySegment[] mapped = new MemorySegment[0];

    private MappedVectors(Path file, int dimensions) throws IOException {
        this.file = file;
        this.vectorBytes = dimensions * Float.BYTES;
        this.buffer = ByteBuffer.allocate(vectorBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.writing = new RandomAccessFile(file.toFile(), "rw");
    }

    /// Makes an empty file, in the place of one that is there.
    static MappedVectors create(Path file, int dimensions) throws IOException {
        MappedVectors vectors = new MappedVectors(file, dimensions);
        vectors.writing.setLength(0);
        return vectors;
    }

    /// Opens one that holds so many slots.
    ///
    /// @throws IOException if it is shorter than that
    static MappedVectors open(Path file, int dimensions, int slots) throws IOException {
        MappedVectors vectors = new MappedVectors(file, dimensions);
        try {
            if (vectors.writing.length() < (long) slots * vectors.vectorBytes) {
                throw new IOException(file + " is too short");
            }
            vectors.reserve(slots);
            return vectors;
        } catch (IOException | RuntimeException e) {
            vectors.close();
            throw e;
        }
    }

    /// Maps room for so many slots.
    private void reserve(int slots) throws IOException {
        if (extents.size() << EXTENT_SHIFT < slots) {
            long bytes = (long) EXTENT_SLOTS * vectorBytes;
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                while (extents.size() << EXTENT_SHIFT < slots) {
                    long from = extents.size() * bytes;
                    extents.add(channel.map(MapMode.READ_WRITE, from, bytes, arena));
                }
            }
        }
        if (mapped.length < extents.size()) {
            mapped = extents.toArray(MemorySegment[]::new);
        }
    }

    void write(int slot, float[] vector) throws IOException {
        reserve(slot + 1);
        buffer.clear();
        buffer.asFloatBuffer().put(vector);
        writing.seek((long) slot * vectorBytes);
        writing.write(buffer.array());
    }

    /// The piece of the file that a slot lies in.
    MemorySegment segment(int slot) {
        return mapped[slot >> EXTENT_SHIFT];
    }

    /// Where in its piece it begins.
    long offset(int slot) {
        return (long) (slot & (EXTENT_SLOTS - 1)) * vectorBytes;
    }

    /// Reads a vector.
    void read(int slot, float[] into) {
        MemorySegment.copy(segment(slot), FLOAT, offset(slot), into, 0, into.length);
    }

    /// Makes sure that it is on the disk.
    void force() throws IOException {
        writing.getFD().sync();
    }

    Path file() {
        return file;
    }

    /// Nobody may read any more.
    @Override
    public void close() throws IOException {
        arena.close();
        writing.close();
    }
}
