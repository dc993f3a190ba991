package dev.hqe.kernel.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

/// Which writing of a file this is, without reading it: two that follow each other closely differ
/// at least in the file that replaced the other.
///
/// @param at when it was written; the epoch where there is none
/// @param size in bytes
/// @param key the file system's own name of it; empty where it has none
public record FileStamp(Instant at, long size, String key) {

    /// There is no such file.
    public static final FileStamp NONE = new FileStamp(Instant.EPOCH, 0, "");

    /// Looks at a file; one that cannot be looked at is taken for none.
    public static FileStamp of(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            return NONE;
        }
    }

    /// Looks at a file.
    ///
    /// @return [#NONE] where there is none
    /// @throws IOException if it cannot be looked at
    public static FileStamp read(Path file) throws IOException {
        try {
            return of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    /// The stamp of a file whose attributes were read.
    public static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(
                attributes.lastModifiedTime().toInstant(),
                attributes.size(),
                Objects.toString(attributes.fileKey(), ""));
    }

    /// Whether there was a file.
    public boolean exists() {
        return !equals(NONE);
    }
}
