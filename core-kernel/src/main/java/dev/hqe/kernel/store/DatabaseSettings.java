package dev.hqe.kernel.store;

import java.time.Duration;

/// How a [Database] runs.
///
/// @param readers reader threads, each with a connection
/// @param queue writes, and separately reads, that may wait
/// @param groupLimit most writes committed together
/// @param timeout the longest a caller waits for its answer
/// @param durability what a commit promises
public record DatabaseSettings(
        int readers, int queue, int groupLimit, Duration timeout, Durability durability) {

    /// What has survived when `write` returns.
    public enum Durability {
        /// The death of this process at any moment, not a power cut: SQLite's `NORMAL` in WAL mode.
        PROCESS_CRASH("NORMAL"),
        /// Also a power cut: `FULL`, one disk sync per commit.
        POWER_LOSS("FULL");

        private final String synchronous;

        Durability(String synchronous) {
            this.synchronous = synchronous;
        }

        String synchronous() {
            return synchronous;
        }
    }

    public static final DatabaseSettings DEFAULT =
            new DatabaseSettings(3, 4096, 512, Duration.ofSeconds(60), Durability.PROCESS_CRASH);

    public DatabaseSettings {
        requireBetween("readers", readers, 1, 64);
        requireBetween("queue", queue, 1, 1 << 20);
        requireBetween("group limit", groupLimit, 1, 1 << 16);
        requireBetween("timeout in ms", timeout.toMillis(), 1, 86_400_000);
    }

    private static void requireBetween(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
