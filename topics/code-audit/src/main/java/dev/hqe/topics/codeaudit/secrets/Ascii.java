package dev.hqe.topics.codeaudit.secrets;

/// Strings of ASCII to bytes and back, without a charset: each fresh guest turns some hundred
/// literals into bytes, and the encoder would be most of its start-up time.
final class Ascii {
    private Ascii() {}

    static byte[] bytes(String ascii) {
        byte[] bytes = new byte[ascii.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = ascii.charAt(i);
            if (c >= 0x80) {
                throw new IllegalArgumentException("'" + ascii + "' is not ASCII");
            }
            bytes[i] = (byte) c;
        }
        return bytes;
    }

    static String string(byte[] bytes, int start, int end) {
        char[] chars = new char[end - start];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (bytes[start + i] & 0x7f);
        }
        return new String(chars);
    }
}
