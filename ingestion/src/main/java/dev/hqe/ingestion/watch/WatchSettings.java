package dev.hqe.ingestion.watch;

import java.time.Duration;

/// How folders are followed.
///
/// @param quiet after the last event, before the folder is looked at; a file that was written so
///   shortly before is left for the next look
/// @param longest after the first event, also where it never becomes quiet
/// @param longestBusy a file that is written to all the time is read all the same after this
/// @param look how often it is asked whether the folder itself is there
/// @param poll how often the whole is looked at where the system does not tell; where a look takes
///   long, twenty times as long
/// @param rescan how often the whole is looked at where the system does tell
/// @param maxPending folders with something new that are remembered; beyond it, the whole is looked
///   at
/// @param maxFolders folders that the system is asked to tell of, of all sources together; those of
///   a source beyond it are polled
public record WatchSettings(
        Duration quiet,
        Duration longest,
        Duration longestBusy,
        Duration look,
        Duration poll,
        Duration rescan,
        int maxPending,
        int maxFolders) {

    public static final WatchSettings DEFAULT =
            new WatchSettings(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    2_000,
                    100_000);

    public WatchSettings withMaxFolders(int folders) {
        return new WatchSettings(
                quiet, longest, longestBusy, look, poll, rescan, maxPending, folders);
    }

    public WatchSettings withMaxPending(int folders) {
        return new WatchSettings(
                quiet, longest, longestBusy, look, poll, rescan, folders, maxFolders);
    }

    public WatchSettings withPoll(Duration every) {
        return new WatchSettings(
                quiet, longest, longestBusy, look, every, rescan, maxPending, maxFolders);
    }
}
