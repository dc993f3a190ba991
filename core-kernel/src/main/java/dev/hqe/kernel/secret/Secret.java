package dev.hqe.kernel.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// A value that nobody should see: 1 byte to 1 MiB, usually UTF-8 text. It prints as `***`, so it
/// cannot get into a log or a message by accident; whoever wants the value has to ask for it.
///
/// [#close] overwrites it. What was asked for before is a copy, and the asker's to overwrite.
/// Thread-safe.
public final class Secret implements AutoCloseable {

    /// Largest value, in bytes.
    public static final int MAX_BYTES = 1 << 20;

    /// What one `char` takes at most.
    private static final int MAX_UTF8_BYTES = 3;

    private static final String MASK = "***";

    private final byte[] value;
    private boolean erased;

    private Secret(byte[] owned) {
        value = owned;
    }

    /// A secret of a copy of these bytes.
    ///
    /// @throws SecretException.Invalid if there are none or too many
    public static Secret of(byte[] value) {
        return new Secret(requireSize(value.clone()));
    }

    /// A secret of text.
    ///
    /// @throws SecretException.Invalid if it is empty or too long
    public static Secret of(CharSequence text) {
        if (text.length() > MAX_BYTES) {
            throw tooLarge();
        }
        byte[] room = new byte[text.length() * MAX_UTF8_BYTES];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        boolean whole =
                !StandardCharsets.UTF_8
                        .newEncoder()
                        .encode(CharBuffer.wrap(text), encoded, true)
                        .isError();
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        if (!whole) {
            Arrays.fill(bytes, (byte) 0);
            throw new SecretException.Invalid("a secret has half a character: no valid text");
        }
        return new Secret(requireSize(bytes));
    }

    private static byte[] requireSize(byte[] owned) {
        if (owned.length == 0) {
            throw new SecretException.Invalid("a secret cannot be empty");
        }
        if (owned.length > MAX_BYTES) {
            Arrays.fill(owned, (byte) 0);
            throw tooLarge();
        }
        return owned;
    }

    private static SecretException tooLarge() {
        return new SecretException.Invalid("a secret is larger than " + MAX_BYTES + " bytes");
    }

    /// A copy of the value.
    ///
    /// @throws IllegalStateException if it was closed
    public synchronized byte[] bytes() {
        requireKept();
        return value.clone();
    }

    /// A copy of the value as text.
    ///
    /// @throws SecretException.Invalid if it is not UTF-8
    /// @throws IllegalStateException if it was closed
    public synchronized char[] chars() {
        requireKept();
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            char[] chars = new char[decoded.remaining()];
            decoded.get(chars);
            Arrays.fill(decoded.array(), '\0');
            return chars;
        } catch (CharacterCodingException e) {
            throw new SecretException.Invalid("a secret is not text", e);
        }
    }

    /// The value as a string, for APIs that take nothing else. A string cannot be overwritten.
    ///
    /// @throws SecretException.Invalid if it is not UTF-8
    /// @throws IllegalStateException if it was closed
    public String text() {
        char[] chars = chars();
        try {
            return new String(chars);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    /// Whether both have the same value, in a time that does not tell where they differ.
    public boolean sameAs(Secret other) {
        byte[] mine = bytes();
        byte[] others = other.bytes();
        try {
            return MessageDigest.isEqual(mine, others);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(others, (byte) 0);
        }
    }

    private void requireKept() {
        if (erased) {
            throw new IllegalStateException("this secret was closed");
        }
    }

    /// Overwrites the value. May be called more than once.
    @Override
    public synchronized void close() {
        erased = true;
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
