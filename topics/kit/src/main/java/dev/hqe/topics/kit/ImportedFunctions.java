package dev.hqe.topics.kit;

import org.teavm.interop.Import;

/// The workbench's functions as a module imports them: `(i64) -> i64`, offsets of blocks in a
/// memory that is the host's, which is read and written eight bytes at a time.
///
/// Source of the blocks' functions: Extism's kernel, `extism:host/env`. The host frees the request;
/// the answer is freed here. TeaVM leaves out of the module what no tool reaches.
final class ImportedFunctions implements HostFunctions {
    private static final String BLOCKS = "extism:host/env";
    private static final String WORKBENCH = "extism:host/user";
    private static final int WORD = 8;

    @Override
    public byte[] getEntity(byte[] request) {
        return taken(entityGet(block(request)));
    }

    @Override
    public byte[] queryEntities(byte[] request) {
        return taken(entityQuery(block(request)));
    }

    @Override
    public byte[] putEntity(byte[] request) {
        return taken(entityPut(block(request)));
    }

    /// A new block with these bytes.
    private static long block(byte[] bytes) {
        long offset = alloc(bytes.length);
        if (offset == 0) {
            throw new ToolError(
                    "the workbench has no room for a request of " + bytes.length + " bytes");
        }
        int at = 0;
        for (; at + WORD <= bytes.length; at += WORD) {
            long word = 0;
            for (int i = WORD - 1; i >= 0; i--) {
                word = word << 8 | (bytes[at + i] & 0xff);
            }
            storeWord(offset + at, word);
        }
        for (; at < bytes.length; at++) {
            storeByte(offset + at, bytes[at]);
        }
        return offset;
    }

    /// The bytes of a block, which is then freed.
    private static byte[] taken(long offset) {
        byte[] bytes = new byte[(int) length(offset)];
        int at = 0;
        for (; at + WORD <= bytes.length; at += WORD) {
            long word = loadWord(offset + at);
            for (int i = 0; i < WORD; i++) {
                bytes[at + i] = (byte) (word >>> (8 * i));
            }
        }
        for (; at < bytes.length; at++) {
            bytes[at] = (byte) loadByte(offset + at);
        }
        free(offset);
        return bytes;
    }

    @Import(module = BLOCKS, name = "alloc")
    private static native long alloc(long length);

    @Import(module = BLOCKS, name = "free")
    private static native void free(long offset);

    @Import(module = BLOCKS, name = "length")
    private static native long length(long offset);

    @Import(module = BLOCKS, name = "load_u8")
    private static native int loadByte(long offset);

    @Import(module = BLOCKS, name = "load_u64")
    private static native long loadWord(long offset);

    @Import(module = BLOCKS, name = "store_u8")
    private static native void storeByte(long offset, int value);

    @Import(module = BLOCKS, name = "store_u64")
    private static native void storeWord(long offset, long value);

    @Import(module = WORKBENCH, name = "hqe_entity_get")
    private static native long entityGet(long request);

    @Import(module = WORKBENCH, name = "hqe_entity_query")
    private static native long entityQuery(long request);

    @Import(module = WORKBENCH, name = "hqe_entity_put")
    private static native long entityPut(long request);
}
