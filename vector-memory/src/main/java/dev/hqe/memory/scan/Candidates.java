package dev.hqe.memory.scan;

import java.util.Arrays;

/// The best slots so far, by a whole number of which less is better. Instead of a heap: slots are
/// collected up to a bound, and when there are many too many, a histogram of what was collected
/// gives a lower bound. Not thread-safe.
final class Candidates {

    /// How many more than wanted are collected before the bound is lowered.
    private static final int SLACK = 3;

    private final int wanted;
    private final int[] histogram;
    private int[] slots;
    private int[] costs;
    private int size;
    private int bound;

    /// @param most the highest cost there can be; costs start at 0
    Candidates(int wanted, int most) {
        this.wanted = wanted;
        this.histogram = new int[most + 1];
        this.bound = most;
        int capacity = Math.max(CodeBlock.SLOTS, wanted * (1 + SLACK)) + CodeBlock.SLOTS;
        this.slots = new int[capacity];
        this.costs = new int[capacity];
    }

    /// What costs more need not be added.
    int bound() {
        return bound;
    }

    void add(int slot, int cost) {
        if (size == slots.length) {
            shrink();
        }
        slots[size] = slot;
        costs[size] = cost;
        size++;
    }

    /// Keeps the wanted ones, and those that are as good as the worst of them.
    private void shrink() {
        Arrays.fill(histogram, 0);
        for (int i = 0; i < size; i++) {
            histogram[costs[i]]++;
        }
        int cut = 0;
        for (int better = histogram[0]; better < wanted && cut < bound; better += histogram[cut]) {
            cut++;
        }
        bound = cut;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (costs[i] <= cut) {
                slots[kept] = slots[i];
                costs[kept] = costs[i];
                kept++;
            }
        }
        size = kept;
        if (size > slots.length - CodeBlock.SLOTS) { // very many that are equally good
            slots = Arrays.copyOf(slots, slots.length * 2);
            costs = Arrays.copyOf(costs, costs.length * 2);
        }
    }

    /// The best slots, in no order: as many as are wanted, and those that are as good as the worst.
    int[] best() {
        if (size > wanted) {
            shrink();
        }
        return Arrays.copyOf(slots, size);
    }
}
