package dev.hqe.benchmarks.mcp;

import java.nio.charset.StandardCharsets;

/// Looks into answers without parsing them, so that the client costs little beside the server.
final class Answers {

    private static final byte[] ID = ascii("\"id\":");
    private static final byte[] ERROR = ascii("\"error\":{");
    private static final byte[] IS_ERROR = ascii("\"isError\":true");

    private Answers() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The id of the request that is answered, or -1 for a notification.
    static long id(byte[] bytes, int from, int to) {
        int at = indexOf(bytes, from, to, ID);
        if (at < 0) {
            return -1;
        }
        at += ID.length;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        long id = -1;
        for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            id = Math.max(id, 0) * 10 + (bytes[at] - '0');
        }
        return id;
    }

    /// Whether the server says that it did not do it.
    static boolean isError(byte[] bytes, int from, int to) {
        return indexOf(bytes, from, to, ERROR) >= 0 || indexOf(bytes, from, to, IS_ERROR) >= 0;
    }

    /// Where a text begins, or -1.
    static int indexOf(byte[] bytes, int from, int to, byte[] text) {
        int last = to - text.length;
        for (int at = from; at <= last; at++) {
            int same = 0;
            while (same < text.length && bytes[at + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                return at;
            }
        }
        return -1;
    }
}
