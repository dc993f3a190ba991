package dev.hqe.memory.store;

import java.nio.file.Path;
import java.time.Duration;

/// How vectors are kept in Lance.
///
/// @param libraries a folder of this program alone, where the native library is laid if need be
/// @param groupRows how many changes go into the dataset at once, at most
/// @param groupWait how long a change waits in the journal for others to go with
/// @param indexAbove from how many vectors on the dataset gets an IVF index, for tools that search
///   it directly
public record LanceSettings(Path libraries, int groupRows, Duration groupWait, long indexAbove) {

    private static final int MOST_ROWS = 100_000;
    private static final long LEAST_FOR_INDEX = 1000;

    public LanceSettings {
        if (groupRows < 1 || groupRows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "group rows must be 1 to " + MOST_ROWS + ", not " + groupRows);
        }
        if (groupWait.isNegative() || groupWait.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("group wait must be 0 to 60 s, not " + groupWait);
        }
        if (indexAbove < LEAST_FOR_INDEX) {
            throw new IllegalArgumentException(
                    "an index needs at least " + LEAST_FOR_INDEX + " vectors, not " + indexAbove);
        }
    }

    /// Groups of 8192 or half a second, an index from 500,000 vectors on.
    public static LanceSettings in(Path libraries) {
        return new LanceSettings(libraries, 8192, Duration.ofMillis(500), 500_000);
    }
}
