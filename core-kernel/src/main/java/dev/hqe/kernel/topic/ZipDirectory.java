package dev.hqe.kernel.topic;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads what `java.util.zip` does not tell of the entries of a zip: whether one is a link or a
/// device. Format: APPNOTE.TXT 6.3.10 of PKWARE, 4.3.12 and 4.3.16; the upper half of the external
/// attributes is the `st_mode` of Unix where the zip was made there.
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY_BYTES = 46;
    private static final int MAX_COMMENT = 0xffff;

    /// Far more than the directory of a zip of [PackNames#MAX_FILES] files takes.
    private static final int MAX_DIRECTORY = 8 << 20;

    private static final int TYPE = 0xf000;
    private static final int FILE = 0x8000;
    private static final int FOLDER = 0x4000;

    private ZipDirectory() {}

    /// @throws TopicFileException if an entry is neither a file nor a folder, or the directory is
    ///   larger or otherwise made than that of a Topic
    static void requirePlainFiles(Path zip) throws IOException, TopicFileException {
        try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
            ByteBuffer end = end(file);
            int entries = Short.toUnsignedInt(end.getShort(10));
            long size = Integer.toUnsignedLong(end.getInt(12));
            long from = Integer.toUnsignedLong(end.getInt(16));
            if (size > MAX_DIRECTORY || from + size > file.length()) {
                throw new TopicFileException("", "its directory is too large or elsewhere");
            }
            if (entries > 2 * PackNames.MAX_FILES) {
                throw new TopicFileException(
                        "", "has more than " + PackNames.MAX_FILES + " files, the limit");
            }
            requirePlainFiles(read(file, from, (int) size), entries);
        }
    }

    private static ByteBuffer end(RandomAccessFile file) throws IOException, TopicFileException {
        long length = file.length();
        int tail = (int) Math.min(length, END_BYTES + MAX_COMMENT);
        ByteBuffer bytes = read(file, length - tail, tail);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            int comment = bytes.getInt(at) == END ? bytes.getShort(at + 20) & MAX_COMMENT : -1;
            if (comment >= 0 && at + END_BYTES + comment == tail) {
                return bytes.slice(at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw new TopicFileException("", "has no directory at its end");
    }

    private static ByteBuffer read(RandomAccessFile file, long from, int length)
            throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void requirePlainFiles(ByteBuffer directory, int entries)
            throws TopicFileException {
        int at = 0;
        for (int i = 0; i < entries; i++) {
            if (at + ENTRY_BYTES > directory.limit() || directory.getInt(at) != ENTRY) {
                throw new TopicFileException("", "its directory is damaged");
            }
            int name = Short.toUnsignedInt(directory.getShort(at + 28));
            int rest =
                    Short.toUnsignedInt(directory.getShort(at + 30))
                            + Short.toUnsignedInt(directory.getShort(at + 32));
            int type = (directory.getInt(at + 38) >>> 16) & TYPE;
            if (type != 0 && type != FILE && type != FOLDER) {
                int end = Math.min(directory.limit(), at + ENTRY_BYTES + name);
                throw new TopicFileException(
                        text(directory, at + ENTRY_BYTES, end),
                        "is a link or a device; only files and folders are unpacked");
            }
            at += ENTRY_BYTES + name + rest;
        }
    }

    private static String text(ByteBuffer directory, int from, int end) {
        byte[] bytes = new byte[Math.max(0, end - from)];
        directory.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
