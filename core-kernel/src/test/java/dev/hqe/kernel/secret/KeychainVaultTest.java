package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Secrets whose key is in a keychain.
class KeychainVaultTest extends SecretStoreContract {

    private static final SecretName NAME = new SecretName("token");

    private final KeychainInMemory keychain = new KeychainInMemory();

    @Override
    SecretStore open() {
        return open(keychain, Map.of());
    }

    private SecretStore open(Keychain chosen, Map<String, String> environment) {
        return new SecretVault(
                home,
                new VaultKeys(
                        home, new PassphraseSource(environment, PassphrasePrompt.NOBODY), chosen));
    }

    @Test
    void theKeychainHoldsOneKeyAndTheFileTheSecrets() throws IOException {
        store.put(NAME, Secret.of("a value"));
        store.put(new SecretName("other"), Secret.of("another value"));

        assertThat(keychain.entries).hasSize(1);
        assertThat(keychain.entries.keySet().iterator().next()).matches("secrets-[0-9a-f]{16}");
        assertThat(keychain.entries.values().iterator().next()).hasSize(43);
        assertThat(Files.readString(home.resolve("secrets.keychain")))
                .contains(keychain.entries.keySet())
                .doesNotContain(keychain.entries.values());
    }

    @Test
    void aStoreMadeWithTheKeychainStaysWithIt() {
        store.put(NAME, Secret.of("a value"));

        try (SecretStore later = open(keychain, Map.of("HQE_PASSPHRASE", "a passphrase"))) {
            assertThat(text(later, NAME)).contains("a value");
            later.put(NAME, Secret.of("a new value"));
        }

        assertThat(text(store, NAME)).contains("a new value");
        assertThat(store.state().detail())
                .isEqualTo(
                        "1 secret in "
                                + home.resolve("secrets.p12")
                                + ", its key in a test's keychain");
    }

    @Test
    void saysWhatToDoWhenTheKeychainIsGone() {
        store.put(NAME, Secret.of("a value"));

        try (SecretStore later = open(new NoKeychain("HQE_KEYCHAIN is off"), Map.of())) {
            assertThatThrownBy(() -> later.find(NAME))
                    .isInstanceOf(SecretException.Unavailable.class)
                    .hasMessageContaining("which does not give it: HQE_KEYCHAIN is off.")
                    .hasMessageEndingWith("Start and unlock the keychain.");
            assertThatThrownBy(() -> later.put(NAME, Secret.of("other")))
                    .isInstanceOf(SecretException.Unavailable.class);
            assertThat(later.state().usable()).isFalse();
            assertThat(later.state().empty()).isFalse();
        }
        assertThat(text(store, NAME)).as("nothing was lost").contains("a value");
    }

    @Test
    void aKeychainThatForgetsIsNotTrusted() {
        Keychain forgetful =
                new Keychain() {
                    @Override
                    public String name() {
                        return "a forgetful keychain";
                    }

                    @Override
                    public String read(String account) {
                        return "";
                    }

                    @Override
                    public void write(String account, String value) {
                        assertThat(value).isNotEmpty();
                    }

                    @Override
                    public void remove(String account) {
                        assertThat(account).isNotEmpty();
                    }
                };

        try (SecretStore forgotten = open(forgetful, Map.of())) {
            assertThatThrownBy(() -> forgotten.put(NAME, Secret.of("a value")))
                    .isInstanceOf(SecretException.Unavailable.class)
                    .hasMessageContaining("does not give back what it was given");
        }
        assertThat(home.resolve("secrets.p12")).doesNotExist();
        assertThat(home.resolve("secrets.keychain")).doesNotExist();
    }

    @Test
    void aDamagedNoteIsNamed() throws IOException {
        store.put(NAME, Secret.of("a value"));
        Files.writeString(home.resolve("secrets.keychain"), "account: ../../etc\n");

        try (SecretStore later = open()) {
            assertThatThrownBy(() -> later.find(NAME))
                    .isInstanceOf(SecretException.Damaged.class)
                    .hasMessageContaining("secrets.keychain: does not name an account");
        }
    }
}
