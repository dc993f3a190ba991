package dev.hqe.memory.scan;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// Finds the slot of a chunk: a hash table that holds slots only, because what chunk a slot belongs
/// to is kept elsewhere. 6 to 12 bytes for each chunk. Linear probing; what is removed is closed up
/// again (Knuth, TAOCP 3, 6.4, algorithm R). Not thread-safe.
final class ChunkSlots {

    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 64;
    private static final double MOST_FULL = 0.7;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final IntToLongFunction chunkOf;
    private int[] table = empty(FIRST_CAPACITY);
    private int size;

    /// @param chunkOf the chunk that a slot belongs to
    ChunkSlots(IntToLongFunction chunkOf) {
        this.chunkOf = chunkOf;
    }

    private static int[] empty(int capacity) {
        int[] table = new int[capacity];
        Arrays.fill(table, NONE);
        return table;
    }

    int size() {
        return size;
    }

    /// Its slot, or [#NONE].
    int find(long chunk) {
        return table[place(chunk)];
    }

    /// Adds a slot whose chunk is not there yet.
    void add(int slot) {
        if (size + 1 > table.length * MOST_FULL) {
            int[] old = table;
            table = empty(old.length * 2);
            for (int moved : old) {
                if (moved != NONE) {
                    table[place(chunkOf.applyAsLong(moved))] = moved;
                }
            }
        }
        table[place(chunkOf.applyAsLong(slot))] = slot;
        size++;
    }

    /// Replaces the slot of a chunk that is there; the new slot belongs to it already.
    void move(long chunk, int slot) {
        table[place(chunk)] = slot;
    }

    /// Forgets a chunk that is there; its slot still belongs to it.
    void remove(long chunk) {
        int hole = place(chunk);
        int mask = table.length - 1;
        table[hole] = NONE;
        for (int at = (hole + 1) & mask; table[at] != NONE; at = (at + 1) & mask) {
            int home = home(chunkOf.applyAsLong(table[at]));
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                table[hole] = table[at];
                table[at] = NONE;
                hole = at;
            }
        }
        size--;
    }

    /// Where a chunk stands, or where it would.
    private int place(long chunk) {
        int mask = table.length - 1;
        int at = home(chunk);
        while (table[at] != NONE && chunkOf.applyAsLong(table[at]) != chunk) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private int home(long chunk) {
        return (int)
                ((chunk * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(table.length)));
    }
}
