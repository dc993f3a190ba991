package dev.hqe.memory.index;

import java.util.List;
import java.util.Optional;

/// Tells from a failure that a disk is full or a quota is used up: SQLite, Lance and the system
/// each say so in words of their own, deep in what was thrown.
final class FullDisk {

    private static final List<String> SAID =
            List.of(
                    "SQLITE_FULL",
                    "database or disk is full",
                    "No space left on device",
                    "Disk quota exceeded",
                    "There is not enough space on the disk");

    private static final int MOST_CAUSES = 20;
    private static final int MAX_SAID = 300;

    private FullDisk() {}

    /// What a person is to be told; empty if it is something else.
    static Optional<String> told(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            String said = String.valueOf(cause.getMessage());
            if (SAID.stream().anyMatch(said::contains)) {
                String first = String.valueOf(failure.getMessage());
                return Optional.of(
                        "the disk is full, so no vectors are made; make room on it, and they are"
                                + " made by themselves ("
                                + first.substring(0, Math.min(first.length(), MAX_SAID))
                                + ")");
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
