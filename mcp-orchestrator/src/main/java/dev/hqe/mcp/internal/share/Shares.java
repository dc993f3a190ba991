package dev.hqe.mcp.internal.share;

import java.util.HashMap;
import java.util.Map;

/// Places that all holders together have, of which one holder gets at most a share, so that nobody
/// can use up everything. Thread-safe.
public final class Shares {

    /// Fewer places than these are not divided: a half of little is nothing to work with.
    private static final int DIVIDED_FROM = 16;

    private final int places;
    private final int each;
    private final Map<Object, Integer> taken = new HashMap<>();
    private int all;

    /// @param places in all, at least 1
    public Shares(int places) {
        this.places = places;
        this.each = each(places);
    }

    /// What one holder gets of so many places: half.
    public static int each(int places) {
        return places < DIVIDED_FROM ? places : places / 2;
    }

    /// What came of asking for a place.
    public enum Taken {
        /// There is one; it is to be given back.
        YES,
        /// All places are taken.
        ALL_TAKEN,
        /// This holder has its share.
        SHARE_USED
    }

    /// Takes a place.
    ///
    /// @param holder who it counts for; a value with `equals`
    public synchronized Taken take(Object holder) {
        if (all >= places) {
            return Taken.ALL_TAKEN;
        }
        int has = taken.getOrDefault(holder, 0);
        if (has >= each) {
            return Taken.SHARE_USED;
        }
        taken.put(holder, has + 1);
        all++;
        return Taken.YES;
    }

    /// Gives a place back that was taken.
    public synchronized void give(Object holder) {
        taken.computeIfPresent(holder, (key, has) -> has == 1 ? null : has - 1);
        all--;
    }
}
