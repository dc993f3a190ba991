package dev.hqe.memory.store;

import dev.hqe.memory.store.LanceSettings.Upkeep;

/// What has come together in a dataset since it was put in order last. Not thread-safe.
final class LanceWear {

    private final Upkeep bounds;
    private long versions;
    private long rows;
    private boolean unfinished;

    LanceWear(Upkeep bounds) {
        this.bounds = bounds;
    }

    /// The dataset was opened, with what an earlier process has left.
    void found(long versionsThere) {
        versions = versionsThere;
    }

    /// A group of changes has gone in, which makes two versions at most.
    void written(int changes) {
        versions += 2;
        rows += changes;
    }

    /// Whether a bound is passed.
    ///
    /// @param smallFragments files beyond those that its rows need
    /// @param count of its rows
    boolean isDue(long smallFragments, long count) {
        return unfinished
                || smallFragments > bounds.fragments()
                || versions > bounds.versions()
                || rows > Math.max(bounds.rows(), count / 2);
    }

    /// Whether there is anything to gain, for when there is nothing else to do.
    boolean isWorthIt() {
        return unfinished || versions > Upkeep.FEW_VERSIONS;
    }

    /// It was put in order.
    ///
    /// @param isRestLeft whether that was stopped at its bound, and is to go on soon
    void mended(boolean isRestLeft) {
        unfinished = isRestLeft;
        versions = 1;
        rows = 0;
    }
}
