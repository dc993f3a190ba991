package dev.hqe.topics.kit.build;

import org.teavm.backend.wasm.WasmHeap;
import org.teavm.interop.Address;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/// Grows the heap inside the guest; [RoomToGrow] makes the collector call it.
///
/// Runs between a collection and the next allocation, so it allocates nothing. A free chunk is two
/// words: 0, and its size in bytes. The collector's storage begins with the addresses of all free
/// chunks, ascending.
@StaticInit
@Unmanaged
public final class HeapGrowth {
    private static final int WORD = 4;
    private static final int REGION_ENTRY = 2;

    /// The heap; with what the collector notes beside it a module stays below the 80 MiB that the
    /// host gives it.
    static final int MAX_HEAP_BYTES = 51 << 20;

    private HeapGrowth() {}

    /// Most bytes of the heap, less than what the module's memory may grow to.
    public static long maxBytes() {
        return MAX_HEAP_BYTES;
    }

    /// Adds the new memory to the free chunk at the end of the heap, or as one more chunk if the
    /// heap does not end with a free one.
    ///
    /// @param chunks number of free chunks
    /// @param size of the heap in bytes, a multiple of 8; nothing is done unless it is larger
    /// @return how many chunks were added: 0 or 1
    public static int grow(int chunks, long size) {
        int old = WasmHeap.heapSize;
        int added = (int) size - old;
        if (added <= 0) {
            return 0;
        }
        int regions = WasmHeap.regionsCount;
        WasmHeap.resizeHeap((int) size);
        for (int i = regions; i < WasmHeap.regionsCount; i++) {
            WasmHeap.regionsAddress.add(i * REGION_ENTRY).putShort((short) 0);
        }
        Address end = WasmHeap.heapAddress.add(old);
        if (chunks > 0) {
            Address last = WasmHeap.storageAddress.add((chunks - 1) * WORD).getAddress();
            int free = last.add(WORD).getInt();
            if (last.add(free).toInt() == end.toInt()) {
                last.add(WORD).putInt(free + added);
                return 0;
            }
        }
        end.putInt(0);
        end.add(WORD).putInt(added);
        WasmHeap.storageAddress.add(chunks * WORD).putAddress(end);
        return 1;
    }
}
