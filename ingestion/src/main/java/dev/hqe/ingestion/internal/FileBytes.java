package dev.hqe.ingestion.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/// What came of reading a file.
public sealed interface FileBytes {

    /// All of it, as it was at one moment.
    final class Whole implements FileBytes {

        private final byte[] bytes;

        private Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        /// The array itself, which nobody else has.
        public byte[] bytes() {
            return bytes;
        }
    }

    /// It is not as large any more as it was said to be.
    record Resized(long size) implements FileBytes {}

    /// It is not there any more, or no longer a regular file.
    record Gone() implements FileBytes {}

    record Unreadable(String why) implements FileBytes {}

    /// Reads a file that is expected to have so many bytes, and never more than one byte beyond.
    ///
    /// A file that somebody writes at the same time could be read half old and half new, so its
    /// size and time of change must be the same before and after.
    static FileBytes read(Path file, int size) {
        try {
            BasicFileAttributes before = attributes(file);
            if (!before.isRegularFile()) { // opening a pipe would wait for its other end
                return new Gone();
            }
            if (before.size() != size) {
                return new Resized(before.size());
            }
            byte[] bytes = new byte[size];
            int read;
            boolean more;
            try (InputStream in =
                    Files.newInputStream(
                            file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                read = in.readNBytes(bytes, 0, size);
                more = read == size && in.read() >= 0;
            }
            BasicFileAttributes after = attributes(file);
            boolean same =
                    read == size
                            && !more
                            && after.size() == size
                            && after.lastModifiedTime().equals(before.lastModifiedTime());
            return same ? new Whole(bytes) : new Resized(after.size());
        } catch (NoSuchFileException e) {
            return new Gone();
        } catch (IOException e) {
            return new Unreadable(e.toString());
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
