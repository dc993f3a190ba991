package dev.hqe.topics.codeaudit.secrets;

import java.nio.charset.StandardCharsets;

/// A short name for a text that is the same wherever it is computed.
public final class Fingerprint {
    private Fingerprint() {}

    /// The first 16 hexadecimal digits of SHA-256 over the parts, a zero byte between two. Not for
    /// secrets that could be guessed from it.
    public static String of(String... parts) {
        Sha256 hash = new Sha256();
        for (int i = 0; i < parts.length; i++) {
            byte[] utf8 = parts[i].getBytes(StandardCharsets.UTF_8);
            hash.update(new byte[1], 0, i == 0 ? 0 : 1).update(utf8, 0, utf8.length);
        }
        return hash.hex(Match.FINGERPRINT_DIGITS);
    }
}
