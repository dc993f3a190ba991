package dev.hqe.ingestion.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A source as a file that a parser may go back and forth in: the file itself, or a copy of a
/// stream, which goes away when this is closed.
///
/// @param path where it is
/// @param size in bytes
/// @param copied whether it is a copy
record WholeFile(Path path, long size, boolean copied) implements AutoCloseable {

    private static final int PIECE = 64 << 10;

    /// @throws ReadException if it is larger than a document may be, or the disk is full
    static WholeFile of(SourceBytes source, Path scratch, long maxBytes) {
        if (source.file().isPresent()) {
            long size = source.size().orElse(0L);
            if (size > maxBytes) {
                throw tooLarge(source.name(), size + " bytes", maxBytes);
            }
            return new WholeFile(source.file().get(), size, false);
        }
        Path copy;
        try {
            copy = Files.createTempFile(scratch, "hqe-document-", ".tmp"); // for its owner alone
        } catch (IOException e) {
            throw noRoom(source.name(), scratch, e);
        }
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(copy)) {
            long size = 0;
            byte[] piece = new byte[PIECE];
            for (int read = source.read(piece, 0, PIECE);
                    read >= 0;
                    read = source.read(piece, 0, PIECE)) {
                size += read;
                if (size > maxBytes) {
                    throw tooLarge(source.name(), "more bytes than that", maxBytes);
                }
                out.write(piece, 0, read);
            }
            whole = true;
            return new WholeFile(copy, size, true);
        } catch (IOException e) {
            throw noRoom(source.name(), scratch, e);
        } finally {
            if (!whole) {
                delete(copy);
            }
        }
    }

    private static ReadException tooLarge(String name, String has, long maxBytes) {
        return new ReadException(
                String.format(
                        Locale.ROOT,
                        "%s is larger than %,d bytes, the limit for what must be held as a whole (it"
                                + " has %s). Raise most_document_mb of the source if it should be read.",
                        name,
                        maxBytes,
                        has));
    }

    private static ReadException noRoom(String name, Path scratch, IOException e) {
        return new ReadException(
                name
                        + " cannot be put into "
                        + scratch
                        + " while it is read: "
                        + e.getMessage()
                        + ". Make room there.",
                e);
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            System.getLogger(WholeFile.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} cannot be removed: {1}", copy, e);
        }
    }

    @Override
    public void close() {
        if (copied) {
            delete(path);
        }
    }
}
