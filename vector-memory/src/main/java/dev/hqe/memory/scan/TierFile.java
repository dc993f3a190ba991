package dev.hqe.memory.scan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// What a tier knows in memory, written when it is closed in good order, so that the next start
/// need not make it anew. It is deleted when it has been read: after a crash there is none.
///
/// The format is this program's own and changes with [#FORMAT]: a head, the labels, the blocks, a
/// CRC-32C of everything before. Numbers are big endian.
final class TierFile {

    private static final long FORMAT = 0x48_51_45_53_43_41_4e_02L; // HQESCAN 2
    private static final int BUFFER = 1 << 16;
    private static final int MAX_LABELS = 1 << 20;

    private TierFile() {}

    /// What is in it.
    ///
    /// @param centre what is taken off each vector before its code is made
    @SuppressWarnings("ArrayRecordComponent") // handed over, not shared
    record Content(float[] centre, CodeTable table) {}

    /// @param generation of the store that this is the state of
    static void write(Path file, long generation, float[] centre, CodeTable table)
            throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            CheckedOutputStream checked =
                    new CheckedOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER),
                            new CRC32C());
            DataOutputStream out = new DataOutputStream(checked);
            head(out, generation, centre, table);
            byte[] bytes =
                    new byte[CodeBlock.SLOTS * table.words() * Long.BYTES]; // also for the rest
            for (int i = 0; i < table.blocks(); i++) {
                CodeBlock block = table.blockAt(i);
                longs(out, bytes, block.codes.signs);
                floats(out, bytes, block.codes.stretch);
                floats(out, bytes, block.codes.along);
                longs(out, bytes, block.chunks);
                ByteBuffer.wrap(bytes).asIntBuffer().put(block.labels);
                out.write(bytes, 0, CodeBlock.SLOTS * Integer.BYTES);
            }
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void head(DataOutputStream out, long generation, float[] centre, CodeTable table)
            throws IOException {
        out.writeLong(FORMAT);
        out.writeLong(generation);
        out.writeInt(centre.length);
        for (float value : centre) {
            out.writeFloat(value);
        }
        Labels labels = table.labels();
        out.writeInt(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            out.writeUTF(labels.label(i).topic());
            out.writeUTF(labels.label(i).kind());
        }
        out.writeInt(table.used());
    }

    private static void longs(OutputStream out, byte[] bytes, long[] values) throws IOException {
        ByteBuffer.wrap(bytes).asLongBuffer().put(values);
        out.write(bytes, 0, values.length * Long.BYTES);
    }

    private static void floats(OutputStream out, byte[] bytes, float[] values) throws IOException {
        ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
        out.write(bytes, 0, values.length * Float.BYTES);
    }

    /// Reads it.
    ///
    /// @throws IOException if it is not there, damaged, of another state of the store or another
    ///   number of dimensions; says which
    static Content read(Path file, long generation, int dimensions) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            CheckedInputStream checked =
                    new CheckedInputStream(new BufferedInputStream(raw, BUFFER), new CRC32C());
            DataInputStream in = new DataInputStream(checked);
            if (in.readLong() != FORMAT) {
                throw new IOException(file + " is of another version");
            }
            if (in.readLong() != generation || in.readInt() != dimensions) {
                throw new IOException(file + " is of another state of the store");
            }
            float[] centre = new float[dimensions];
            for (int i = 0; i < dimensions; i++) {
                centre[i] = in.readFloat();
            }
            CodeTable table = new CodeTable(dimensions);
            int labels = in.readInt();
            if (labels < 0 || labels > MAX_LABELS) {
                throw new IOException(file + " is damaged");
            }
            for (int i = 0; i < labels; i++) {
                table.labels().number(in.readUTF(), in.readUTF());
            }
            blocks(in, table, in.readInt(), labels);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw new IOException(file + " is damaged");
            }
            return new Content(centre, table);
        }
    }

    private static void blocks(DataInputStream in, CodeTable table, int used, int labels)
            throws IOException {
        byte[] bytes = new byte[CodeBlock.SLOTS * table.words() * Long.BYTES]; // also for the rest
        for (int first = 0; first < used; first += CodeBlock.SLOTS) {
            CodeBlock block = new CodeBlock(table.words());
            longs(in, bytes, block.codes.signs);
            floats(in, bytes, block.codes.stretch);
            floats(in, bytes, block.codes.along);
            longs(in, bytes, block.chunks);
            in.readFully(bytes, 0, CodeBlock.SLOTS * Integer.BYTES);
            ByteBuffer.wrap(bytes).asIntBuffer().get(block.labels);
            for (int label : block.labels) {
                if (label < Labels.NONE || label >= labels) {
                    throw new IOException("a label is damaged");
                }
            }
            table.restore(block, Math.min(CodeBlock.SLOTS, used - first));
        }
    }

    private static void longs(DataInputStream in, byte[] bytes, long[] values) throws IOException {
        in.readFully(bytes, 0, values.length * Long.BYTES);
        LongBuffer read = ByteBuffer.wrap(bytes).asLongBuffer();
        read.get(values);
    }

    private static void floats(DataInputStream in, byte[] bytes, float[] values)
            throws IOException {
        in.readFully(bytes, 0, values.length * Float.BYTES);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    }
}
