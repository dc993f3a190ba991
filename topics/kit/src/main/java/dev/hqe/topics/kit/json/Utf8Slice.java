package dev.hqe.topics.kit.json;

/// A decoded JSON string as UTF-8 bytes inside the buffer it was read into: no copy is made.
///
/// A lone surrogate, which JSON can write as `\ud800` and UTF-8 cannot, is kept as its three-byte
/// generalised form and written back as the same escape.
@SuppressWarnings("ArrayRecordComponent") // a view into the shared line buffer; never compared
public record Utf8Slice(byte[] bytes, int from, int to) {
    public boolean is(String ascii) {
        if (ascii.length() != to - from) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The string as Java has it.
    public String text() {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int lead = bytes[at++] & 0xff;
            int more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
            int codePoint = more == 0 ? lead : lead & (0x3f >> more);
            for (int i = 0; i < more; i++) {
                codePoint = codePoint << 6 | (bytes[at++] & 0x3f);
            }
            text.appendCodePoint(codePoint);
        }
        return text.toString();
    }
}
