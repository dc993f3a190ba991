package dev.hqe.kernel.secret;

import dev.hqe.kernel.secret.PassphrasePrompt.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the passphrase comes from: a file, a variable, a person; in this order.
final class PassphraseSource {

    static final String FILE = "HQE_PASSPHRASE_FILE";
    static final String VARIABLE = "HQE_PASSPHRASE";

    /// Shorter ones are refused for a new store; an old one opens with whatever it was made with.
    static final int MIN_CHARS = 8;

    private static final int MAX_BYTES = 1024;

    private final Map<String, String> environment;
    private final PassphrasePrompt prompt;

    PassphraseSource(Map<String, String> environment, PassphrasePrompt prompt) {
        this.environment = environment;
        this.prompt = prompt;
    }

    /// The passphrase that the environment says.
    Optional<char[]> configured(Purpose purpose) {
        String file = environment.getOrDefault(FILE, "");
        if (!file.isBlank()) {
            return Optional.of(checked(purpose, FILE, read(file)));
        }
        String value = environment.getOrDefault(VARIABLE, "");
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(checked(purpose, VARIABLE, value.toCharArray()));
    }

    /// The passphrase that a person says.
    Optional<char[]> asked(Purpose purpose) {
        return prompt.ask(purpose)
                .filter(passphrase -> passphrase.length > 0)
                .map(passphrase -> checked(purpose, "the passphrase", passphrase));
    }

    private static char[] checked(Purpose purpose, String what, char[] passphrase) {
        if (purpose == Purpose.CREATE && passphrase.length < MIN_CHARS) {
            throw new SecretException.Invalid(
                    what + " is too short: take at least " + MIN_CHARS + " characters");
        }
        if (passphrase.length > MAX_BYTES) {
            throw new SecretException.Invalid(
                    what + " is too long: take at most " + MAX_BYTES + " characters");
        }
        return passphrase;
    }

    private static char[] read(String name) {
        try {
            Path file = Path.of(name);
            requirePrivate(file);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            if (bytes.length > MAX_BYTES) {
                throw unusable(name, "is larger than " + MAX_BYTES + " bytes", null);
            }
            CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) 0);
            char[] passphrase = new char[withoutLineEnd(text)];
            text.get(passphrase);
            Arrays.fill(text.array(), '\0');
            if (passphrase.length == 0) {
                throw unusable(name, "is empty", null);
            }
            return passphrase;
        } catch (IOException | InvalidPathException e) {
            throw unusable(name, "cannot be read", e);
        }
    }

    private static int withoutLineEnd(CharBuffer text) {
        int length = text.remaining();
        if (length > 0 && text.get(length - 1) == '\n') {
            length--;
            if (length > 0 && text.get(length - 1) == '\r') {
                length--;
            }
        }
        return length;
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        boolean open =
                Files.getPosixFilePermissions(file).stream()
                        .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
        if (open) {
            throw new SecretException.Unavailable(
                    FILE + ": others can read " + file + ". Run: chmod 600 '" + file + "'", null);
        }
    }

    private static SecretException unusable(String file, String why, @Nullable Exception cause) {
        return new SecretException.Unavailable(
                FILE
                        + ": "
                        + file
                        + " "
                        + why
                        + ". Write the passphrase of the secrets into it, and let only you read"
                        + " it.",
                cause);
    }
}
