package dev.hqe.memory.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is known in memory of all slots: codes, chunks, labels. Who writes keeps everybody else
/// away; any number may read. About 80 bytes for each vector of 384 dimensions.
final class CodeTable {

    private static final int WORDS_OF_384 = 6;

    private final int words;
    private final List<CodeBlock> blocks = new ArrayList<>();
    private final Labels labels = new Labels();
    private final ChunkSlots chunks =
            new ChunkSlots(slot -> block(slot).chunks[slot & CodeBlock.MASK]);

    /// Slots below this one have been used.
    private int used;

    private int[] free = new int[CodeBlock.SLOTS];
    private int freeCount;

    CodeTable(int dimensions) {
        this.words = QueryCode.words(dimensions);
    }

    int words() {
        return words;
    }

    int size() {
        return chunks.size();
    }

    int used() {
        return used;
    }

    Labels labels() {
        return labels;
    }

    CodeBlock block(int slot) {
        return blocks.get(slot >> CodeBlock.SHIFT);
    }

    long chunk(int slot) {
        return block(slot).chunks[slot & CodeBlock.MASK];
    }

    int label(int slot) {
        return block(slot).labels[slot & CodeBlock.MASK];
    }

    /// The slot of a chunk, or [ChunkSlots#NONE].
    int find(long chunk) {
        return chunks.find(chunk);
    }

    /// Takes slots that nothing is in. Until they are put in, no search sees them.
    int[] take(int wanted) {
        int[] slots = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            slots[i] = freeCount > 0 ? free[--freeCount] : used++;
        }
        while (blocks.size() << CodeBlock.SHIFT < used) {
            blocks.add(new CodeBlock(words));
        }
        return slots;
    }

    /// Gives back what was taken and not put in.
    void giveBack(int[] slots) {
        for (int slot : slots) {
            release(slot);
        }
    }

    private void release(int slot) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = slot;
    }

    /// Puts a chunk into a slot that was taken, and takes it out of the one that it may be in.
    ///
    /// @param codes where its code is copied from
    void put(int slot, long chunk, String topic, String kind, long[] codes, int at) {
        CodeBlock block = block(slot);
        int inBlock = slot & CodeBlock.MASK;
        block.chunks[inBlock] = chunk;
        int old = chunks.find(chunk);
        if (old == ChunkSlots.NONE) {
            chunks.add(slot);
        } else {
            chunks.move(chunk, slot);
            vacate(old);
        }
        System.arraycopy(codes, at, block.codes, inBlock * words, words);
        int label = labels.number(topic, kind);
        block.labels[inBlock] = label;
        block.places[inBlock] = labels.add(label, slot);
    }

    /// Forgets a chunk.
    ///
    /// @return whether it was there
    boolean remove(long chunk) {
        int slot = chunks.find(chunk);
        if (slot == ChunkSlots.NONE) {
            return false;
        }
        chunks.remove(chunk);
        vacate(slot);
        return true;
    }

    private void vacate(int slot) {
        CodeBlock block = block(slot);
        int inBlock = slot & CodeBlock.MASK;
        int place = block.places[inBlock];
        int moved = labels.remove(block.labels[inBlock], place);
        block(moved).places[moved & CodeBlock.MASK] = place;
        block.labels[inBlock] = Labels.NONE;
        release(slot);
    }

    /// Replaces all codes, by block.
    void replaceCodes(List<long[]> fresh) {
        for (int i = 0; i < fresh.size(); i++) {
            blocks.get(i).codes = fresh.get(i);
        }
    }

    int blocks() {
        return blocks.size();
    }

    /// Adds every slot that may be among the best, if its label is wanted.
    ///
    /// @param wanted by label plus 1; the first stands for none
    void scan(QueryCode query, boolean[] wanted, Candidates candidates) {
        for (int i = 0; i < blocks.size(); i++) {
            CodeBlock block = blocks.get(i);
            int first = i << CodeBlock.SHIFT;
            int slots = Math.min(CodeBlock.SLOTS, used - first);
            if (words == WORDS_OF_384) {
                scan384(query.signs(), block, slots, first, wanted, candidates);
            } else {
                scanAny(query, block, slots, first, wanted, candidates);
            }
        }
    }

    /// The same loop by hand for the size of most small models: six words at a time.
    private static void scan384(
            long[] signs,
            CodeBlock block,
            int slots,
            int first,
            boolean[] wanted,
            Candidates candidates) {
        long q0 = signs[0];
        long q1 = signs[1];
        long q2 = signs[2];
        long q3 = signs[3];
        long q4 = signs[4];
        long q5 = signs[5];
        long[] codes = block.codes;
        int bound = candidates.bound();
        for (int slot = 0, at = 0; slot < slots; slot++, at += WORDS_OF_384) {
            int distance =
                    Long.bitCount(codes[at] ^ q0)
                            + Long.bitCount(codes[at + 1] ^ q1)
                            + Long.bitCount(codes[at + 2] ^ q2)
                            + Long.bitCount(codes[at + 3] ^ q3)
                            + Long.bitCount(codes[at + 4] ^ q4)
                            + Long.bitCount(codes[at + 5] ^ q5);
            if (distance <= bound && wanted[block.labels[slot] + 1]) {
                candidates.add(first + slot, distance);
            }
        }
    }

    private void scanAny(
            QueryCode query,
            CodeBlock block,
            int slots,
            int first,
            boolean[] wanted,
            Candidates candidates) {
        int bound = candidates.bound();
        for (int slot = 0; slot < slots; slot++) {
            int distance = query.distance(block.codes, slot * words);
            if (distance <= bound && wanted[block.labels[slot] + 1]) {
                candidates.add(first + slot, distance);
            }
        }
    }

    /// Adds those of some slots that may be among the best.
    ///
    /// @param slots of chunks that are there
    void scan(QueryCode query, int[] slots, int count, Candidates candidates) {
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            int distance = query.distance(block(slot).codes, (slot & CodeBlock.MASK) * words);
            if (distance <= candidates.bound()) {
                candidates.add(slot, distance);
            }
        }
    }

    /// Everything by block, for the file that is read at the next start.
    CodeBlock blockAt(int number) {
        return blocks.get(number);
    }

    /// Takes in a block as [#blockAt] gave it; the labels are known already.
    void restore(CodeBlock block, int slots) {
        int first = blocks.size() << CodeBlock.SHIFT;
        blocks.add(block);
        used += slots;
        for (int i = 0; i < slots; i++) {
            int label = block.labels[i];
            if (label == Labels.NONE) {
                release(first + i);
            } else {
                block.places[i] = labels.add(label, first + i);
                chunks.add(first + i);
            }
        }
    }
}
