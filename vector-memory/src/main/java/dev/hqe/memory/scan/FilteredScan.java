package dev.hqe.memory.scan;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what a search looks at: every code, the lists of the labels that the filter lets
/// through, or the chunks that it names. Made anew for each search; not thread-safe.
final class FilteredScan {

    /// A list is worth it if it is this much shorter than all: it is not read straight through.
    private static final int LIST_IS_SLOWER = 4;

    private final CodeTable table;
    private final long @Nullable [] named;

    /// By label plus 1; the first is of empty slots.
    private final boolean[] wanted;

    /// How many slots have a label that is wanted.
    private final long count;

    FilteredScan(CodeTable table, ScanFilter filter) {
        this.table = table;
        this.named = filter.namedChunks();
        Labels labels = table.labels();
        wanted = new boolean[labels.size() + 1];
        long wantedSlots = 0;
        for (int label = 0; label < labels.size(); label++) {
            Labels.Label pair = labels.label(label);
            if (filter.letsThrough(pair.topic(), pair.kind())) {
                wanted[label + 1] = true;
                wantedSlots += labels.count(label);
            }
        }
        count = wantedSlots;
    }

    /// All slots that the filter lets through, if they are not more than that.
    Optional<int[]> atMost(int most) {
        if (named != null) {
            return named.length > most ? Optional.empty() : Optional.of(slots(named));
        }
        return count > most ? Optional.empty() : Optional.of(labelled());
    }

    private int[] labelled() {
        Labels labels = table.labels();
        int[] slots = new int[Math.toIntExact(count)];
        int filled = 0;
        for (int label = 0; label < labels.size(); label++) {
            if (wanted[label + 1]) {
                System.arraycopy(labels.slots(label), 0, slots, filled, labels.count(label));
                filled += labels.count(label);
            }
        }
        return slots;
    }

    /// Shows every slot that the filter lets through and that may be among the nearest.
    void run(Shortlist shortlist) {
        Labels labels = table.labels();
        if (named != null) {
            int[] slots = slots(named);
            table.scan(slots, slots.length, shortlist);
        } else if (count * LIST_IS_SLOWER >= table.used()) {
            table.scan(wanted, shortlist);
        } else {
            for (int label = 0; label < labels.size(); label++) {
                if (wanted[label + 1]) {
                    table.scan(labels.slots(label), labels.count(label), shortlist);
                }
            }
        }
    }

    /// Each once and in ascending order, which is how they lie in memory.
    private int[] slots(long[] chunks) {
        int[] slots = new int[chunks.length];
        int count = 0;
        for (long chunk : chunks) {
            int slot = table.find(chunk);
            if (slot != ChunkSlots.NONE && wanted[table.label(slot) + 1]) {
                slots[count++] = slot;
            }
        }
        Arrays.sort(slots, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || slots[i] != slots[i - 1]) {
                slots[kept++] = slots[i];
            }
        }
        return Arrays.copyOf(slots, kept);
    }
}
