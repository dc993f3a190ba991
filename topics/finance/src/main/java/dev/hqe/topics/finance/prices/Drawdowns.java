package dev.hqe.topics.finance.prices;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Falls from a high until the price is back there: `price / highest price so far - 1`. Chekhlov,
/// Uryasev, Zabarankin, "Drawdown Measure in Portfolio Optimization", 2005, section 2, as a share
/// of the high.
final class Drawdowns {
    private Drawdowns() {}

    /// One fall; places are indices of the prices.
    ///
    /// @param peak the last price at the high
    /// @param trough the lowest price, the first one of several
    /// @param recovery the first price that is the high again or more; empty if there is none yet
    /// @param depth how far below the high the trough is, 0.2 for a fifth
    record Fall(int peak, int trough, OptionalInt recovery, double depth) {}

    /// All falls, in the order of time.
    static List<Fall> of(double[] prices) {
        List<Fall> falls = new ArrayList<>();
        int peak = 0;
        int trough = 0;
        for (int i = 1; i < prices.length; i++) {
            if (prices[i] >= prices[peak]) {
                if (trough > peak) {
                    falls.add(fall(prices, peak, trough, OptionalInt.of(i)));
                }
                peak = i;
                trough = i;
            } else if (trough == peak || prices[i] < prices[trough]) {
                trough = i;
            }
        }
        if (trough > peak) {
            falls.add(fall(prices, peak, trough, OptionalInt.empty()));
        }
        return falls;
    }

    private static Fall fall(double[] prices, int peak, int trough, OptionalInt recovery) {
        return new Fall(peak, trough, recovery, 1 - prices[trough] / prices[peak]);
    }
}
