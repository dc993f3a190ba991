package dev.hqe.ingestion.read;

import java.nio.charset.StandardCharsets;

/// A record that cannot be read, where those behind it can.
///
/// @param number as in [SourceRecord]
/// @param place as in [SourceRecord]
/// @param raw how it is written, as far as it was kept; cut to 64 KiB of UTF-8. A byte that is no
///   text is shown as `\xE9`.
/// @param why what is wrong with it, and what to do
public record BrokenRecord(long number, String place, String raw, String why) implements ReadItem {

    /// Most that is kept of how it is written, in bytes of UTF-8.
    public static final int MAX_RAW_BYTES = 64 << 10;

    public BrokenRecord {
        raw = cut(SourceChars.shown(raw));
    }

    private static String cut(String raw) {
        if (raw.length() <= MAX_RAW_BYTES / 3) { // a char has at most three bytes
            return raw;
        }
        String head = raw.substring(0, Math.min(raw.length(), MAX_RAW_BYTES));
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_RAW_BYTES) {
            return head;
        }
        int end = MAX_RAW_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) { // not within a character
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
