package dev.hqe.memory.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is known in memory of all slots: codes, chunks, labels. Who writes keeps everybody else
/// away; any number may read. About 90 bytes for each vector of 384 dimensions.
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
        this.words = Codes.words(dimensions);
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
    /// @param codes where its code is copied from, there in the place `at`
    void put(int slot, long chunk, String topic, String kind, Codes codes, int at) {
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
        block.codes.copyFrom(codes, at, inBlock);
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
    void replaceCodes(List<Codes> fresh) {
        for (int i = 0; i < fresh.size(); i++) {
            blocks.get(i).codes = fresh.get(i);
        }
    }

    int blocks() {
        return blocks.size();
    }

    /// Shows every slot that may be among the nearest, if its label is wanted.
    ///
    /// @param wanted by label plus 1; the first stands for none
    void scan(boolean[] wanted, Shortlist shortlist) {
        for (int i = 0; i < blocks.size(); i++) {
            CodeBlock block = blocks.get(i);
            int first = i << CodeBlock.SHIFT;
            int slots = Math.min(CodeBlock.SLOTS, used - first);
            if (words == WORDS_OF_384) {
                scan384(block, slots, first, wanted, shortlist);
            } else {
                scanAny(block, slots, first, wanted, shortlist);
            }
        }
    }

    /// The same loop by hand for the size of most small models: six words at a time.
    private static void scan384(
            CodeBlock block, int slots, int first, boolean[] wanted, Shortlist shortlist) {
        QueryCode query = shortlist.code();
        long q0 = query.signs()[0];
        long q1 = query.signs()[1];
        long q2 = query.signs()[2];
        long q3 = query.signs()[3];
        long q4 = query.signs()[4];
        long q5 = query.signs()[5];
        float most = query.most();
        float less = query.less();
        long[] signs = block.codes.signs;
        float[] stretch = block.codes.stretch;
        float[] along = block.codes.along;
        float bound = shortlist.bound();
        for (int slot = 0, at = 0; slot < slots; slot++, at += WORDS_OF_384) {
            int distance =
                    Long.bitCount(signs[at] ^ q0)
                            + Long.bitCount(signs[at + 1] ^ q1)
                            + Long.bitCount(signs[at + 2] ^ q2)
                            + Long.bitCount(signs[at + 3] ^ q3)
                            + Long.bitCount(signs[at + 4] ^ q4)
                            + Long.bitCount(signs[at + 5] ^ q5);
            if (along[slot] + stretch[slot] * (most - less * distance) >= bound
                    && wanted[block.labels[slot] + 1]) {
                shortlist.consider(first + slot);
                bound = shortlist.bound();
            }
        }
    }

    private static void scanAny(
            CodeBlock block, int slots, int first, boolean[] wanted, Shortlist shortlist) {
        for (int slot = 0; slot < slots; slot++) {
            float most = shortlist.code().roughlyAtMost(block.codes, slot);
            if (most >= shortlist.bound() && wanted[block.labels[slot] + 1]) {
                shortlist.consider(first + slot);
            }
        }
    }

    /// Shows those of some slots that may be among the nearest.
    ///
    /// @param slots of chunks that are there
    void scan(int[] slots, int count, Shortlist shortlist) {
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            float most = shortlist.code().roughlyAtMost(block(slot).codes, slot & CodeBlock.MASK);
            if (most >= shortlist.bound()) {
                shortlist.consider(slot);
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
