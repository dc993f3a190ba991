package dev.hqe.topics.codeaudit.secrets;

import java.nio.charset.StandardCharsets;

/// A stretch of UTF-8 bytes that is being looked at. Not copied, never written to, not thread-safe.
///
/// It also counts the work: every byte that a matcher touches adds to [#steps], so that a test can
/// prove that hostile input costs no more than a constant per byte without looking at a clock.
public final class Text {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private long steps;

    /// @param bytes UTF-8, not copied
    /// @param from first byte, inclusive
    /// @param to end, exclusive
    public Text(byte[] bytes, int from, int to) {
        if (from < 0 || from > to || to > bytes.length) {
            throw new IllegalArgumentException(
                    "bytes " + from + ".." + to + " are not inside 0.." + bytes.length);
        }
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /// The UTF-8 of a string.
    public static Text of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Text(utf8, 0, utf8.length);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    /// Bytes touched so far; a byte touched twice counts twice.
    public long steps() {
        return steps;
    }

    void step(int count) {
        steps += count;
    }

    /// The byte at an absolute index as 0..255, or -1 outside the text.
    int at(int index) {
        return index < from || index >= to ? -1 : bytes[index] & 0xff;
    }

    /// The end of the longest run of at most `max` bytes of a class that starts at `index`.
    int run(int index, int mask, int max) {
        int limit = max < to - index ? index + max : to;
        int end = index;
        while (end < limit && (CharClass.of(bytes[end]) & mask) != 0) {
            end++;
        }
        steps += end - index + 1;
        return end;
    }

    /// The start of the longest run of at most `max` bytes of a class that ends before `index`.
    int runBack(int index, int mask, int max) {
        int limit = max < index - from ? index - max : from;
        int start = index;
        while (start > limit && (CharClass.of(bytes[start - 1]) & mask) != 0) {
            start--;
        }
        steps += index - start + 1;
        return start;
    }

    boolean startsWith(byte[] literal, int index) {
        if (index < from || literal.length > to - index) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            steps++;
            if (bytes[index + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether a lower-case ASCII literal stands at an index in any case.
    boolean startsWithIgnoringCase(byte[] lowerLiteral, int index) {
        if (index < from || lowerLiteral.length > to - index) {
            return false;
        }
        for (int i = 0; i < lowerLiteral.length; i++) {
            steps++;
            if (CharClass.lower(bytes[index + i]) != lowerLiteral[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether a lower-case ASCII word occurs in `start..end` in any case.
    boolean containsIgnoringCase(byte[] lowerWord, int start, int end) {
        for (int i = start; i + lowerWord.length <= end; i++) {
            if (startsWithIgnoringCase(lowerWord, i)) {
                return true;
            }
        }
        return false;
    }

    /// Orders two spans of this text by their bytes, then by length.
    int compare(int start, int end, int otherStart, int otherEnd) {
        int length = Math.min(end - start, otherEnd - otherStart);
        int same = 0;
        while (same < length && bytes[start + same] == bytes[otherStart + same]) {
            same++;
        }
        steps += same + 1;
        return same < length
                ? bytes[start + same] - bytes[otherStart + same]
                : (end - start) - (otherEnd - otherStart);
    }

    /// A span that is known to be ASCII as a string.
    String ascii(int start, int end) {
        return Ascii.string(bytes, start, end);
    }
}
