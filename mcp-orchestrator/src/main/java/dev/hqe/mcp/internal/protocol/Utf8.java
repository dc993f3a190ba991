package dev.hqe.mcp.internal.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629), and no NUL,
/// which JSON has no use for and which would make the JSON parser guess at UTF-16. The parser alone
/// lets overlong forms through.
public final class Utf8 {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private Utf8() {}

    /// Whether the bytes from `offset` on, `length` of them, are such text.
    public static boolean isValid(byte[] bytes, int offset, int length) {
        int i = offset;
        int end = offset + length;
        while (i < end) {
            // Eight plain ASCII bytes at a time: no high bit set, and none is zero.
            while (i + 8 <= end) {
                long word = (long) LONGS.get(bytes, i);
                if ((word & HIGH_BITS) != 0 || ((word - LOW_BITS) & ~word & HIGH_BITS) != 0) {
                    break;
                }
                i += 8;
            }
            if (i == end) {
                break;
            }
            int size = sequence(bytes, i, end);
            if (size == 0) {
                return false;
            }
            i += size;
        }
        return true;
    }

    /// Length of the character at `i`, or 0 when there is no valid one.
    private static int sequence(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xFF;
        if (first < 0x80) {
            return first == 0 ? 0 : 1;
        }
        int second = i + 1 < end ? bytes[i + 1] & 0xFF : 0;
        if (first >= 0xC2 && first <= 0xDF) {
            return isTail(second) ? 2 : 0;
        }
        int third = i + 2 < end ? bytes[i + 2] & 0xFF : 0;
        if (first >= 0xE0 && first <= 0xEF) {
            int lowest = first == 0xE0 ? 0xA0 : 0x80;
            int highest = first == 0xED ? 0x9F : 0xBF;
            return second >= lowest && second <= highest && isTail(third) ? 3 : 0;
        }
        int fourth = i + 3 < end ? bytes[i + 3] & 0xFF : 0;
        if (first >= 0xF0 && first <= 0xF4) {
            int lowest = first == 0xF0 ? 0x90 : 0x80;
            int highest = first == 0xF4 ? 0x8F : 0xBF;
            return second >= lowest && second <= highest && isTail(third) && isTail(fourth) ? 4 : 0;
        }
        return 0;
    }

    private static boolean isTail(int b) {
        return (b & 0xC0) == 0x80;
    }
}
