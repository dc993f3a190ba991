package dev.hqe.mcp.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/// Which writing of a file this is: two that follow each other closely differ at least in the file
/// that replaced the other.
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
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    now.lastModifiedTime().toInstant(), now.size(), String.valueOf(now.fileKey()));
        } catch (IOException e) {
            return NONE;
        }
    }
}
