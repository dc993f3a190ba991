package dev.hqe.ingestion.internal;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/// The `[...]` of a `.gitignore` pattern: single bytes, ranges and classes such as `[:digit:]`,
/// negated by `!` or `^`. Never matches a slash.
final class ByteSet {

    private static final int BYTES = 256;
    private static final int ASCII = 128;

    private static final Map<String, IntPredicate> CLASSES =
            Map.ofEntries(
                    Map.entry("alnum", b -> Character.isLetterOrDigit(b)),
                    Map.entry("alpha", b -> Character.isLetter(b)),
                    Map.entry("blank", b -> b == ' ' || b == '\t'),
                    Map.entry("cntrl", b -> Character.isISOControl(b)),
                    Map.entry("digit", b -> b >= '0' && b <= '9'),
                    Map.entry("graph", b -> b > ' ' && b < 127),
                    Map.entry("lower", b -> b >= 'a' && b <= 'z'),
                    Map.entry("print", b -> b >= ' ' && b < 127),
                    Map.entry("punct", b -> b > ' ' && b < 127 && !Character.isLetterOrDigit(b)),
                    Map.entry("space", b -> b == ' ' || (b >= '\t' && b <= '\r')),
                    Map.entry("upper", b -> b >= 'A' && b <= 'Z'),
                    Map.entry("xdigit", b -> Character.digit(b, 16) >= 0));

    private final byte[] pattern;
    private final BitSet bytes = new BitSet(BYTES);
    private int at;

    /// @param at behind the opening bracket
    ByteSet(byte[] pattern, int at) {
        this.pattern = pattern;
        this.at = at;
    }

    static BitSet anyButSlash() {
        BitSet bytes = new BitSet(BYTES);
        bytes.set(0, BYTES);
        bytes.clear('/');
        return bytes;
    }

    /// Reads up to the closing bracket.
    ///
    /// @param end hears the place behind the closing bracket
    /// @return empty if there is no closing bracket or a class is unknown
    Optional<BitSet> read(IntConsumer end) {
        boolean negated = at < pattern.length && (pattern[at] == '!' || pattern[at] == '^');
        if (negated) {
            at++;
        }
        boolean first = true; // a `]` that comes first is one of the bytes
        while (at < pattern.length && (first || pattern[at] != ']')) {
            first = false;
            if (!readOne()) {
                return Optional.empty();
            }
        }
        if (at >= pattern.length) {
            return Optional.empty();
        }
        if (negated) {
            bytes.flip(0, BYTES);
        }
        bytes.clear('/');
        end.accept(at + 1);
        return Optional.of(bytes);
    }

    private boolean readOne() {
        if (pattern[at] == '[' && at + 1 < pattern.length && pattern[at + 1] == ':') {
            int close = at + 2;
            while (close < pattern.length && pattern[close] != ']') {
                close++;
            }
            if (close == pattern.length) {
                return false;
            }
            if (close - at >= 3 && pattern[close - 1] == ':') {
                return readClass(close);
            }
            bytes.set('['); // not a class after all
            at++;
            return true;
        }
        int low = readByte();
        int high = low;
        if (at + 1 < pattern.length && pattern[at] == '-' && pattern[at + 1] != ']') {
            at++;
            high = readByte();
        }
        if (low >= 0 && low <= high) {
            bytes.set(low, high + 1);
        }
        return low >= 0 && high >= 0;
    }

    private boolean readClass(int close) {
        int length = Math.max(0, close - 1 - (at + 2));
        String name = new String(pattern, at + 2, length, StandardCharsets.US_ASCII);
        IntPredicate members = CLASSES.get(name);
        if (members == null) {
            return false;
        }
        for (int b = 0; b < ASCII; b++) {
            if (members.test(b)) {
                bytes.set(b);
            }
        }
        at = close + 1;
        return true;
    }

    /// The next byte, or the one behind a backslash; -1 if there is none.
    private int readByte() {
        if (pattern[at] == '\\') {
            at++;
        }
        return at < pattern.length ? pattern[at++] & 0xFF : -1;
    }
}
