package dev.hqe.kernel.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/// SHA-256 in lower-case hexadecimal digits. Thread-safe.
///
/// Source: [FIPS 180-4](https://csrc.nist.gov/pubs/fips/180-4/upd1/final).
public final class Sha256 {

    private static final int BUFFER = 64 << 10;

    /// Digits of a hash that tell one name from another.
    private static final int NAME_DIGITS = 8;

    private Sha256() {}

    /// To be filled piece by piece; [#hex] says what it has come to.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) { // each Java platform has it
            throw new AssertionError(e);
        }
    }

    /// What a digest was filled with. It is empty again afterwards.
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// Of a text's UTF-8.
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copy(in, OutputStream.nullOutputStream(), Long.MAX_VALUE);
        }
    }

    /// Copies a stream to its end and says what was copied.
    ///
    /// @throws IOException also if there is more than `maxBytes`
    public static String copy(InputStream in, OutputStream out, long maxBytes) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total > maxBytes) {
                throw new IOException("is larger than " + maxBytes + " bytes");
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
        return hex(digest);
    }

    /// Makes a name of a text that is none: its beginning, made to fit, then `-` and eight digits
    /// of a hash, so that it is the same one always and two of them never become one.
    ///
    /// @param hashed what tells it from others that begin alike
    /// @param maxLength of the name, in characters
    /// @param fit makes the beginning to be of the right characters, and no longer
    public static String name(
            String text, String hashed, int maxLength, UnaryOperator<String> fit) {
        String end = "-" + of(hashed).substring(0, NAME_DIGITS);
        String beginning = text.substring(0, Math.min(text.length(), maxLength - end.length()));
        return fit.apply(beginning) + end;
    }
}
