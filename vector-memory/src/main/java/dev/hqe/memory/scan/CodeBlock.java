package dev.hqe.memory.scan;

import java.util.Arrays;

/// What is known in memory of 1024 slots. Codes lie one behind the other: a scan reads straight
/// through them, and a filtered search reads the signs of one from one or two cache lines.
final class CodeBlock {

    static final int SHIFT = 10;
    static final int SLOTS = 1 << SHIFT;
    static final int MASK = SLOTS - 1;

    /// Replaced as a whole when all codes are made anew.
    Codes codes;

    final long[] chunks = new long[SLOTS];
    final int[] labels = new int[SLOTS];

    /// Where each slot stands in the list of its label.
    final int[] places = new int[SLOTS];

    CodeBlock(int words) {
        codes = new Codes(SLOTS, words);
        Arrays.fill(labels, Labels.NONE);
    }
}
