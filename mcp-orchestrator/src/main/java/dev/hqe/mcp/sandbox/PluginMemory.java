package dev.hqe.mcp.sandbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The memory that an Extism plugin shares with its host: blocks with 64-bit offsets, in bytes that
/// belong to this side. One per run, so a plugin finds nothing of the call before.
///
/// Answers as Extism's kernel does (`kernel/src/lib.rs`, with its bounds checking): offset 0 is "no
/// block", a load outside is 0, a store outside is dropped, and an allocation that does not fit
/// gives 0. Unlike there, the books are kept outside of the memory, so a guest cannot forge a
/// block. Bounded by its capacity and by [#MAX_BLOCKS]. Used by the guest's thread only.
final class PluginMemory {
    /// Each costs this side some 150 bytes of heap, whatever its size.
    static final int MAX_BLOCKS = 100_000;

    private static final int PAGE = 1 << 16;
    private static final int FIRST = 64;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int capacity;
    private final List<byte[]> pages = new ArrayList<>();

    /// Length of each block by its offset. Blocks lie at multiples of 8 and take multiples of 8.
    private final Map<Integer, Integer> blocks = new HashMap<>();

    /// Size of each gap by its offset. No gap is next to another or at the end, so there are no
    /// more gaps than blocks.
    private final TreeMap<Integer, Integer> gaps = new TreeMap<>();

    private final TreeMap<Integer, TreeSet<Integer>> gapsBySize = new TreeMap<>();

    /// Where the bytes begin that no block has had.
    private int position = FIRST;

    /// @param pages capacity in pages of 64 KiB
    PluginMemory(int pages) {
        this.capacity = (int) Math.min((long) pages * PAGE, Integer.MAX_VALUE - PAGE);
    }

    /// A new block's offset, 0 if there is no room.
    long alloc(long length) {
        if (length <= 0 || length > capacity || blocks.size() == MAX_BLOCKS) {
            return 0;
        }
        int size = size((int) length);
        Integer fitting = gapsBySize.ceilingKey(size);
        int offset;
        if (fitting != null) {
            offset = gapsBySize.getOrDefault(fitting, new TreeSet<>()).getFirst();
            removeGap(offset, fitting);
            if (fitting > size) {
                addGap(offset + size, fitting - size);
            }
        } else if (size <= capacity - position) {
            offset = position;
            position += size;
            while ((long) pages.size() * PAGE < position) {
                pages.add(new byte[PAGE]);
            }
        } else {
            return 0;
        }
        blocks.put(offset, (int) length);
        return offset;
    }

    void free(long offset) {
        Integer length = blocks.remove(key(offset));
        if (length == null) {
            return;
        }
        int start = (int) offset;
        int end = start + size(length);
        Map.Entry<Integer, Integer> before = gaps.lowerEntry(start);
        if (before != null && before.getKey() + before.getValue() == start) {
            removeGap(before.getKey(), before.getValue());
            start = before.getKey();
        }
        Integer after = gaps.get(end);
        if (after != null) {
            removeGap(end, after);
            end += after;
        }
        if (end == position) {
            position = start;
        } else {
            addGap(start, end - start);
        }
    }

    private void addGap(int offset, int size) {
        gaps.put(offset, size);
        gapsBySize.computeIfAbsent(size, key -> new TreeSet<>()).add(offset);
    }

    private void removeGap(int offset, int size) {
        gaps.remove(offset);
        TreeSet<Integer> same = gapsBySize.get(size);
        if (same != null) {
            same.remove(offset);
            if (same.isEmpty()) {
                gapsBySize.remove(size);
            }
        }
    }

    private static int size(int length) {
        return (length + 7) & ~7;
    }

    /// The length of the block that starts here, 0 if none does.
    long length(long offset) {
        return blocks.getOrDefault(key(offset), 0);
    }

    /// The content of the block that starts here; empty for offset 0, which means "no value".
    Optional<byte[]> block(long offset) {
        if (offset == 0) {
            return Optional.of(new byte[0]);
        }
        Integer length = blocks.get(key(offset));
        return length == null ? Optional.empty() : Optional.of(read((int) offset, length));
    }

    /// Puts bytes into a new block; 0 if there are none, -1 if there is no room.
    long put(byte[] bytes) {
        if (bytes.length == 0) {
            return 0;
        }
        long offset = alloc(bytes.length);
        if (offset == 0) {
            return -1;
        }
        for (int done = 0; done < bytes.length; ) {
            int at = (int) offset + done;
            int part = Math.min(bytes.length - done, PAGE - at % PAGE);
            System.arraycopy(bytes, done, pages.get(at / PAGE), at % PAGE, part);
            done += part;
        }
        return offset;
    }

    /// Whether all these bytes exist; offsets and lengths are the guest's unsigned 64-bit ones.
    boolean holds(long offset, long length) {
        long end = (long) pages.size() * PAGE;
        return offset >= FIRST && length >= 0 && offset <= end && length <= end - offset;
    }

    /// @throws IndexOutOfBoundsException if not [#holds(long, long)]
    byte[] read(int offset, int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int at = offset + done;
            int part = Math.min(length - done, PAGE - at % PAGE);
            System.arraycopy(pages.get(at / PAGE), at % PAGE, bytes, done, part);
            done += part;
        }
        return bytes;
    }

    int load8(long offset) {
        return holds(offset, 1) ? byteAt((int) offset) : 0;
    }

    long load64(long offset) {
        if (!holds(offset, 8)) {
            return 0;
        }
        int at = (int) offset;
        if (at % PAGE <= PAGE - 8) {
            return (long) LONGS.get(pages.get(at / PAGE), at % PAGE);
        }
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value |= (long) byteAt(at + i) << (8 * i);
        }
        return value;
    }

    void store8(long offset, long value) {
        if (holds(offset, 1)) {
            setByte((int) offset, value);
        }
    }

    void store64(long offset, long value) {
        if (!holds(offset, 8)) {
            return;
        }
        int at = (int) offset;
        if (at % PAGE <= PAGE - 8) {
            LONGS.set(pages.get(at / PAGE), at % PAGE, value);
            return;
        }
        for (int i = 0; i < 8; i++) {
            setByte(at + i, value >>> (8 * i));
        }
    }

    /// Frees every block.
    void reset() {
        blocks.clear();
        gaps.clear();
        gapsBySize.clear();
        pages.clear();
        position = FIRST;
    }

    /// Bytes that exist, used or not.
    long bytes() {
        return (long) pages.size() * PAGE;
    }

    private int byteAt(int at) {
        return pages.get(at / PAGE)[at % PAGE] & 0xff;
    }

    private void setByte(int at, long value) {
        pages.get(at / PAGE)[at % PAGE] = (byte) value;
    }

    /// A key that no block has, for what is no offset.
    private static int key(long offset) {
        return offset == (int) offset ? (int) offset : -1;
    }
}
