package dev.hqe.topics.codeaudit.secrets;

/// Decodes the start of a base64 or base64url span, to look into headers and credentials.
final class Base64Text {
    private Base64Text() {}

    /// The first `max` decoded bytes, stopping at padding or at the first byte outside the
    /// alphabets.
    static byte[] decode(Text text, int start, int end, int max) {
        byte[] out = new byte[Math.min(max, (end - start) / 4 * 3 + 3)];
        int length = 0;
        int bits = 0;
        int buffer = 0;
        for (int i = start; i < end && length < out.length; i++) {
            int value = sextet(text.at(i));
            text.step(1);
            if (value < 0) {
                break;
            }
            buffer = (buffer << 6 | value) & 0xffff;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[length++] = (byte) (buffer >> bits);
            }
        }
        byte[] exact = new byte[length];
        System.arraycopy(out, 0, exact, 0, length);
        return exact;
    }

    private static int sextet(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        if (c == '+' || c == '-') {
            return 62;
        }
        return c == '/' || c == '_' ? 63 : -1;
    }
}
