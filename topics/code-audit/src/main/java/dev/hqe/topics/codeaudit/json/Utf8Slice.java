package dev.hqe.topics.codeaudit.json;

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
}
