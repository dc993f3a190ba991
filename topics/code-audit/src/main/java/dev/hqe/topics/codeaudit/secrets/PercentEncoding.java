package dev.hqe.topics.codeaudit.secrets;

import java.nio.charset.StandardCharsets;

/// Percent-encoding of UTF-8, with digits in upper case.
///
/// Source: RFC 3986, section 2.1.
public final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /// Encodes a text.
    ///
    /// @param plain what stays as it is beside letters and digits of ASCII; itself ASCII
    public static String of(String text, String plain) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (AsciiCase.isLetterOrDigit(c) || plain.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }
}
