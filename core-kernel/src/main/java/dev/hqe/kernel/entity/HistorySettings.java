package dev.hqe.kernel.entity;

/// How much the store remembers of what entities were.
///
/// @param versions of one entity that are kept beside the present one, the newest; a few more may
///   lie in the file until the next clean-up
/// @param bytesEach of one entity's: a large one keeps fewer versions. One version of more than 1
///   MiB is never kept
/// @param bytesInAll of all: what was superseded first goes first
public record HistorySettings(int versions, long bytesEach, long bytesInAll) {

    public static final HistorySettings DEFAULT = new HistorySettings(20, 1L << 20, 256L << 20);

    /// Nothing at all.
    public static final HistorySettings NONE = new HistorySettings(0, 0, 0);

    public HistorySettings {
        if (versions < 0 || versions > 1000) {
            throw new IllegalArgumentException("versions must be 0 to 1000, not " + versions);
        }
        if (bytesEach < 0 || bytesInAll < 0) {
            throw new IllegalArgumentException("a history has no negative size");
        }
    }
}
