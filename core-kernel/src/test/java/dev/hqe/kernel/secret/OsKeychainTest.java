package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The keychain of the system that this runs on, where it can be used without a person: on Linux
/// under `dbus-run-session` with an unlocked gnome-keyring, for example.
@Timeout(120)
class OsKeychainTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SecretName NAME = new SecretName("token");

    private final Keychain keychain = new BoundedKeychain(new OsKeychain(), PATIENCE);

    /// A person's own keychain is not touched by a build; whoever runs this says so.
    private static void assumeWanted() {
        assumeThat(System.getenv("HQE_TEST_KEYCHAIN"))
                .as(
                        "no keychain was given to this build: it is tried with HQE_TEST_KEYCHAIN=unlocked")
                .isEqualTo("unlocked");
    }

    @Test
    void keepsALineForAnAccount() throws Exception {
        assumeWanted();
        String account = "test-" + UUID.randomUUID();

        keychain.write(account, "first");
        keychain.write(account, "second, 32 bytes of base64url___");
        String read = keychain.read(account);
        keychain.remove(account);

        assertThat(read).isEqualTo("second, 32 bytes of base64url___");
        assertThatThrownBy(() -> keychain.read(account))
                .isInstanceOf(SecretException.Unavailable.class);
    }

    @Test
    void holdsTheKeyOfAStore(@TempDir Path home) throws Exception {
        assumeWanted();

        try (SecretStore store = SecretStore.inHome(home, Map.of(), PassphrasePrompt.NOBODY)) {
            store.put(NAME, Secret.of("value"));
        }
        try (SecretStore later = SecretStore.inHome(home, Map.of(), PassphrasePrompt.NOBODY)) {
            assertThat(later.find(NAME).map(Secret::text)).contains("value");
        }

        String note = Files.readString(home.resolve("secrets.keychain"));
        keychain.remove(note.substring(note.lastIndexOf(' ') + 1).strip());
        try (SecretStore locked = SecretStore.inHome(home, Map.of(), PassphrasePrompt.NOBODY)) {
            assertThatThrownBy(() -> locked.find(NAME))
                    .isInstanceOf(SecretException.Unavailable.class)
                    .hasMessageContaining("which does not give it");
        }
    }
}
