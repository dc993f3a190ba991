package dev.hqe.ingestion.folder;

import dev.hqe.kernel.file.FileStamp;
import java.time.Instant;

/// Stamps of files as they are stored.
final class Stamps {

    private static final String INODE = "ino=";

    private Stamps() {}

    /// Short, and without the number of the device: a disk that is plugged in again may get another
    /// one.
    ///
    /// @param fingerprint see [FileReading#fingerprint]
    static String text(FileStamp stamp, String fingerprint) {
        int inode = stamp.key().indexOf(INODE);
        String key = inode < 0 ? stamp.key() : stamp.key().substring(inode + INODE.length());
        return fingerprint + " " + stamp.at() + " " + stamp.size() + " " + key;
    }

    /// Whether a file that was written then cannot have been written again with the same time.
    ///
    /// @param limit a little before it was read
    static boolean isSettled(FileStamp stamp, Instant limit) {
        return stamp.at().isBefore(limit);
    }
}
