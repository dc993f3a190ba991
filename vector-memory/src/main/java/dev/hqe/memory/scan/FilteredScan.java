package dev.hqe.memory.scan;

import java.util.Arrays;

/// Decides what a search looks at: every code, the lists of the labels that the filter lets
/// through, or the chunks that it names.
final class FilteredScan {

    /// A list is worth it if it is this much shorter than all: it is not read straight through.
    private static final int LIST_IS_SLOWER = 4;

    private final CodeTable table;
    private final ScanFilter filter;

    FilteredScan(CodeTable table, ScanFilter filter) {
        this.table = table;
        this.filter = filter;
    }

    void run(QueryCode query, Candidates candidates) {
        Labels labels = table.labels();
        boolean[] wanted = new boolean[labels.size() + 1]; // the first is of empty slots
        long count = 0;
        for (int label = 0; label < labels.size(); label++) {
            Labels.Label pair = labels.label(label);
            if (filter.letsThrough(pair.topic(), pair.kind())) {
                wanted[label + 1] = true;
                count += labels.count(label);
            }
        }
        long[] chunks = filter.namedChunks();
        if (chunks != null) {
            int[] slots = slots(chunks, wanted);
            table.scan(query, slots, slots.length, candidates);
        } else if (count * LIST_IS_SLOWER >= table.used()) {
            table.scan(query, wanted, candidates);
        } else {
            for (int label = 0; label < labels.size(); label++) {
                if (wanted[label + 1]) {
                    table.scan(query, labels.slots(label), labels.count(label), candidates);
                }
            }
        }
    }

    /// Each once and in ascending order, which is how they lie in memory.
    private int[] slots(long[] chunks, boolean[] wanted) {
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
