package dev.hqe.memory.store;

import java.nio.file.Path;
import java.time.Duration;

/// How vectors are kept in Lance.
///
/// @param libraries a folder of this program alone, where the native library is laid if need be
/// @param groupRows how many changes go into the dataset at once, at most
/// @param groupWait how long a change waits in the journal for others to go with
/// @param upkeep when it is put in order
public record LanceSettings(Path libraries, int groupRows, Duration groupWait, Upkeep upkeep) {

    /// When the dataset is put in order: small files joined, what is deleted dropped, old versions
    /// removed. That is done on the thread that writes, behind a group, when any of the bounds is
    /// passed, so that what is on the disk beside the vectors stays in proportion to them; and when
    /// nothing was written for a while, if there is anything to gain.
    ///
    /// @param fragments small files at most
    /// @param versions at most
    /// @param rows changes since the last time, at most; more where there are many vectors: half of
    ///   those
    /// @param idle how long nothing was written before it is done for less than that
    public record Upkeep(int fragments, int versions, long rows, Duration idle) {

        public static final Upkeep DEFAULT = new Upkeep(40, 100, 20_000, Duration.ofSeconds(30));

        /// With fewer versions than this, an idle store is left alone.
        static final int FEW_VERSIONS = 8;

        public Upkeep {
            if (fragments < 1 || versions < 1 || rows < 1 || idle.isNegative()) {
                throw new IllegalArgumentException("the bounds of upkeep must be positive");
            }
        }
    }

    private static final int MOST_ROWS = 100_000;

    public LanceSettings {
        if (groupRows < 1 || groupRows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "group rows must be 1 to " + MOST_ROWS + ", not " + groupRows);
        }
        if (groupWait.isNegative() || groupWait.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("group wait must be 0 to 60 s, not " + groupWait);
        }
    }

    /// Groups of 8192 or half a second.
    public static LanceSettings in(Path libraries) {
        return new LanceSettings(libraries, 8192, Duration.ofMillis(500), Upkeep.DEFAULT);
    }
}
