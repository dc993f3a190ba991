package dev.hqe.mcp.guest;

import java.util.EnumMap;
import java.util.Map;

/// What one call of a program has had of the workbench so far. Used by one thread at a time.
final class CallBudget {

    /// What is counted.
    enum Item {
        ENTITIES_READ(10_000, "entities read"),
        BYTES_READ(64 << 20, "bytes of entities read"),
        ENTITIES_STORED(1_000, "entities stored"),
        BYTES_STORED(16 << 20, "bytes of entities stored"),
        VALUES_SET(1_000, "values set"),
        VALUES_READ(10_000, "values read"),
        SEARCHES(100, "searches of the memory"),
        EVENTS(100, "events published"),
        REQUESTS(64, "HTTP requests");

        private final int most;
        private final String words;

        Item(int most, String words) {
            this.most = most;
            this.words = words;
        }

        int most() {
            return most;
        }
    }

    private final Map<Item, Long> spent = new EnumMap<>(Item.class);

    /// Spends some of it.
    ///
    /// @throws Unfit if that is more than there is left
    void spend(Item item, long amount) {
        long now = spent.getOrDefault(item, 0L) + amount;
        if (now > item.most) {
            throw new Unfit(
                    "one call has at most " + item.most + " " + item.words + "; do less in a call");
        }
        spent.put(item, now);
    }

    /// How much is left.
    long left(Item item) {
        return item.most - spent.getOrDefault(item, 0L);
    }
}
