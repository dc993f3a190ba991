package dev.hqe.memory.chunk;

import java.util.Arrays;

/// Where the characters of a text lie: byte in UTF-8, line, page. Made in one walk over the text;
/// each question costs a short one.
final class TextPlaces {

    private static final int STEP = 1024;
    private static final char PAGE_BREAK = '\f';

    private final String text;

    /// Bytes before every 1024th char.
    private final int[] bytes;

    /// Where lines begin, and pages.
    private final int[] lines;

    private final int[] pages;

    TextPlaces(String text) {
        this.text = text;
        this.bytes = new int[text.length() / STEP + 1];
        int[] lineStarts = new int[64];
        int[] pageStarts = new int[16];
        int lineCount = 1;
        int pageCount = 1;
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i % STEP == 0) {
                bytes[i / STEP] = sum;
            }
            char c = text.charAt(i);
            sum += bytesOf(c);
            if (Lines.endsLine(text, i)) {
                lineStarts = room(lineStarts, lineCount);
                lineStarts[lineCount++] = i + 1;
            } else if (c == PAGE_BREAK) {
                pageStarts = room(pageStarts, pageCount);
                pageStarts[pageCount++] = i + 1;
            }
        }
        if (text.length() % STEP == 0) {
            bytes[text.length() / STEP] = sum;
        }
        this.lines = Arrays.copyOf(lineStarts, lineCount);
        this.pages = Arrays.copyOf(pageStarts, pageCount);
    }

    private static int[] room(int[] array, int count) {
        return count < array.length ? array : Arrays.copyOf(array, count * 2);
    }

    /// What a char adds to the length in UTF-8; half a pair adds half of its four bytes.
    private static int bytesOf(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    /// Bytes before a char.
    int byteOf(int index) {
        int sum = bytes[index / STEP];
        for (int i = index / STEP * STEP; i < index; i++) {
            sum += bytesOf(text.charAt(i));
        }
        return sum;
    }

    /// The line that a char is on, 1 for the first. Lines end with `\n`, `\r\n` or `\r`.
    int lineOf(int index) {
        return ordinal(lines, index);
    }

    /// The page that a char is on, 1 for the first; 0 if the text has no pages.
    int pageOf(int index) {
        return pages.length == 1 ? 0 : ordinal(pages, index);
    }

    private static int ordinal(int[] starts, int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
