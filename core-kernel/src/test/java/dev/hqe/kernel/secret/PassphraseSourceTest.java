package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.secret.PassphrasePrompt.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
class PassphraseSourceTest {

    @TempDir Path temp;

    private static Optional<String> of(Map<String, String> environment) {
        return new PassphraseSource(environment, PassphrasePrompt.NOBODY)
                .configured(Purpose.CREATE)
                .map(String::new);
    }

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(temp.resolve("passphrase"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void theFileGoesBeforeTheVariable() throws IOException {
        Path file = file("of the file\n", "rw-------");

        assertThat(
                        of(
                                Map.of(
                                        "HQE_PASSPHRASE_FILE",
                                        file + "",
                                        "HQE_PASSPHRASE",
                                        "of the variable")))
                .contains("of the file");
        assertThat(of(Map.of("HQE_PASSPHRASE", "of the variable"))).contains("of the variable");
        assertThat(of(Map.of())).isEmpty();
    }

    @Test
    void exactlyOneLineEndIsNoPartOfIt() throws IOException {
        assertThat(of(Map.of("HQE_PASSPHRASE_FILE", file(" pässwörd \n\n", "r--------") + "")))
                .contains(" pässwörd \n");
        Files.delete(temp.resolve("passphrase"));
        assertThat(of(Map.of("HQE_PASSPHRASE_FILE", file("pass phrase\r\n", "r--------") + "")))
                .contains("pass phrase");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        Path file = file("passphrase", "rw-r-----");

        assertThatThrownBy(() -> of(Map.of("HQE_PASSPHRASE_FILE", file.toString())))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessage(
                        "HQE_PASSPHRASE_FILE: others can read "
                                + file
                                + ". Run: chmod 600 '"
                                + file
                                + "'");
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws IOException {
        Path empty = file("\n", "rw-------");

        assertThatThrownBy(() -> of(Map.of("HQE_PASSPHRASE_FILE", empty.toString())))
                .hasMessageContaining(empty + " is empty");
        assertThatThrownBy(() -> of(Map.of("HQE_PASSPHRASE_FILE", temp + "/nowhere")))
                .hasMessageContaining("nowhere cannot be read");
        assertThatThrownBy(() -> of(Map.of("HQE_PASSPHRASE_FILE", "a\0b")))
                .hasMessageContaining("cannot be read");
        Files.writeString(empty, "x".repeat(2000));
        assertThatThrownBy(() -> of(Map.of("HQE_PASSPHRASE_FILE", empty.toString())))
                .hasMessageContaining("is larger than 1024 bytes");
    }

    @Test
    void aShortOneIsRefusedForANewStoreOnly() {
        PassphraseSource source =
                new PassphraseSource(Map.of("HQE_PASSPHRASE", "short"), PassphrasePrompt.NOBODY);

        assertThatThrownBy(() -> source.configured(Purpose.CREATE))
                .isInstanceOf(SecretException.Invalid.class)
                .hasMessage("HQE_PASSPHRASE is too short: take at least 8 characters");
        assertThat(source.configured(Purpose.OPEN)).isPresent();
    }
}
