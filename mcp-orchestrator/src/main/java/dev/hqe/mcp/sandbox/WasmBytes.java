package dev.hqe.mcp.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A cursor over the bytes of a module that can neither run out of bounds nor allocate more than a
/// name: every count and length is checked against the bytes that are left before it is used.
///
/// Not thread-safe. Every method throws [ModuleRefusedException] naming file and byte offset.
final class WasmBytes {
    private final String file;
    private final byte[] bytes;
    private int position;
    private int end;
    private String section = "header";

    WasmBytes(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.end = bytes.length;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }

    /// Narrows the cursor to the next `length` bytes; the answer is for [#leave(int)].
    int enter(int length) {
        int outer = end;
        end = position + length;
        return outer;
    }

    /// Widens the cursor again; everything entered must have been read.
    void leave(int outer, String what) {
        if (position != end) {
            throw refuse("%s has %d bytes too many".formatted(what, end - position));
        }
        end = outer;
    }

    void section(String name) {
        section = name;
    }

    void skip(int length) {
        require(length, "content");
        position += length;
    }

    int u8() {
        require(1, "a byte");
        return bytes[position++] & 0xff;
    }

    /// An unsigned LEB128 number of at most 32 bits.
    long u32() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if ((b & 0x80) == 0) {
                if (value > 0xffff_ffffL) {
                    throw refuse("number over 32 bits");
                }
                return value;
            }
        }
        throw refuse("number encoded in more than 5 bytes");
    }

    /// Passes over a signed LEB128 number.
    void skipSigned(int maxBytes) {
        for (int i = 0; i < maxBytes; i++) {
            if ((u8() & 0x80) == 0) {
                return;
            }
        }
        throw refuse("number encoded in more than %d bytes".formatted(maxBytes));
    }

    /// A length in bytes of something that follows.
    int length(String what) {
        long length = u32();
        if (length > end - position) {
            throw refuse("%s claims %d bytes, %d are left".formatted(what, length, end - position));
        }
        return (int) length;
    }

    /// A count of things that follow, each at least one byte long.
    int count(String what, int limit) {
        long count = u32();
        if (count > limit) {
            throw refuse("%d %s, the limit is %d".formatted(count, what, limit));
        }
        if (count > end - position) {
            throw refuse(
                    "%d %s announced, only %d bytes are left"
                            .formatted(count, what, end - position));
        }
        return (int) count;
    }

    /// An index into something that has `size` entries.
    int index(String what, int size) {
        long index = u32();
        if (index >= size) {
            throw refuse("%s %d does not exist (there are %d)".formatted(what, index, size));
        }
        return (int) index;
    }

    String name(String what, int limit) {
        int length = length(what);
        if (length > limit) {
            throw refuse("%s of %d bytes, the limit is %d".formatted(what, length, limit));
        }
        try {
            String name =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, position, length))
                            .toString();
            position += length;
            return name;
        } catch (CharacterCodingException e) {
            throw refuse(what + " is no UTF-8");
        }
    }

    ModuleRefusedException refuse(String problem) {
        return new ModuleRefusedException(
                "%s: byte %d (%s): %s".formatted(file, position, section, problem));
    }

    private void require(int length, String what) {
        if (length > end - position) {
            throw refuse("ends where " + what + " should be; the file is damaged or cut off");
        }
    }
}
