package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Secrets whose key is a passphrase.
@Timeout(300)
class PassphraseVaultTest extends SecretStoreContract {

    private static final String PASSPHRASE = "correct horse";
    private static final SecretName NAME = new SecretName("token");

    private final KeychainInMemory keychain = new KeychainInMemory();

    @Override
    SecretStore open() {
        return open(Map.of("HQE_PASSPHRASE", PASSPHRASE));
    }

    private SecretStore open(Map<String, String> environment) {
        return QuickVault.open(home, new PassphraseSource(environment, PassphrasePrompt.NOBODY));
    }

    private static SecretStore open(Path directory) {
        return QuickVault.open(directory, PASSPHRASE);
    }

    private Path file() {
        return home.resolve("secrets.p12");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void onlyTheOwnerCanReadTheFilesAndTheDirectory() throws IOException {
        Path fresh = home.resolve("fresh/home");
        try (SecretStore secrets = open(fresh)) {
            secrets.put(NAME, Secret.of("value"));
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(fresh)) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(path ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(path)))
                                    .as(path.toString())
                                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void anEmptyStoreTouchesNothing() throws IOException {
        Path fresh = home.resolve("fresh");
        try (SecretStore secrets =
                SecretStore.inHome(fresh, Map.of("HQE_KEYCHAIN", "off"), PassphrasePrompt.NOBODY)) {
            assertThat(secrets.names()).isEmpty();
            assertThat(secrets.find(NAME)).isEmpty();
            assertThat(secrets.remove(NAME)).isFalse();
        }

        assertThat(fresh).doesNotExist();
    }

    @Test
    void theFileShowsNeitherNamesNorValues() throws Exception {
        store.put(new SecretName("a-telling-name"), Secret.of("a telling value"));

        String raw = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);

        assertThat(raw).doesNotContain("telling");
    }

    @Test
    void theFileIsAnOrdinaryPkcs12FileWithSlowKeys() throws Exception {
        try (SecretStore usual =
                SecretStore.inHome(
                        home,
                        Map.of("HQE_PASSPHRASE", PASSPHRASE, "HQE_KEYCHAIN", "off"),
                        PassphrasePrompt.NOBODY)) {
            usual.put(NAME, Secret.of("value"));
        }

        KeyStore other = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file())) {
            other.load(in, PASSPHRASE.toCharArray());
        }

        assertThat(other.aliases().nextElement()).isEqualTo("hqe-secrets");
        assertThat(timesIn(Files.readAllBytes(file()), iterations()))
                .as("of the encryption and of the HMAC")
                .isEqualTo(2);
    }

    /// 600,000 as DER writes an integer.
    private static byte[] iterations() {
        return new byte[] {0x02, 0x03, 0x09, 0x27, (byte) 0xC0};
    }

    private static long timesIn(byte[] file, byte[] wanted) {
        return IntStream.rangeClosed(0, file.length - wanted.length)
                .filter(i -> Arrays.equals(file, i, i + wanted.length, wanted, 0, wanted.length))
                .count();
    }

    @Test
    void anotherPassphraseIsRefusedAndNothingIsLost() throws IOException {
        store.put(NAME, Secret.of("value"));
        byte[] before = Files.readAllBytes(file());

        try (SecretStore wrong = open(Map.of("HQE_PASSPHRASE", "wrong horse"))) {
            assertThatThrownBy(() -> wrong.find(NAME))
                    .isInstanceOf(SecretException.Unavailable.class)
                    .hasMessageStartingWith(file() + ": its key, a passphrase, does not open it");
            assertThatThrownBy(() -> wrong.put(NAME, Secret.of("other")))
                    .isInstanceOf(SecretException.Unavailable.class);
            assertThatThrownBy(() -> wrong.remove(NAME))
                    .isInstanceOf(SecretException.Unavailable.class);
        }

        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void withoutAPassphraseTheFixIsNamed() {
        store.put(NAME, Secret.of("value"));

        try (SecretStore none = open(Map.of())) {
            assertThatThrownBy(() -> none.find(NAME))
                    .isInstanceOf(SecretException.Unavailable.class)
                    .hasMessageContaining("needs the passphrase")
                    .hasMessageContaining("set HQE_PASSPHRASE_FILE");
            assertThat(none.state().usable()).isFalse();
        }
    }

    @Test
    void withNeitherKeychainNorPassphraseNothingIsStored() throws IOException {
        try (SecretStore none = open(Map.of())) {
            assertThatThrownBy(() -> none.put(NAME, Secret.of("value")))
                    .isInstanceOf(SecretException.Unavailable.class)
                    .hasMessage(
                            "there is no safe place for secrets: no keychain can be used (there is"
                                    + " none in this test) and there is no passphrase. Start and"
                                    + " unlock the keychain; or write a passphrase into a file that"
                                    + " only you can read (chmod 600) and set HQE_PASSPHRASE_FILE"
                                    + " to that file's name.");
            assertThat(none.state().usable()).isFalse();
            assertThat(none.state().empty()).isTrue();
        }

        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aDamagedFileIsNamedAndLeftAsItIs() throws IOException {
        store.put(NAME, Secret.of("value"));
        byte[] whole = Files.readAllBytes(file());
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        List<byte[]> damages =
                List.of(
                        new byte[0],
                        Arrays.copyOf(whole, whole.length / 2),
                        Arrays.copyOf(whole, whole.length - 1),
                        "no PKCS#12 at all, but text".getBytes(StandardCharsets.UTF_8),
                        changed);

        for (byte[] damage : damages) {
            Files.write(file(), damage);
            try (SecretStore damaged = open()) {
                assertThatThrownBy(() -> damaged.find(NAME))
                        .isInstanceOf(SecretException.class)
                        .hasMessageStartingWith(file() + ": ")
                        .hasMessageContaining("backup")
                        .hasMessageNotContaining("null");
                assertThatThrownBy(() -> damaged.put(NAME, Secret.of("other")))
                        .isInstanceOf(SecretException.class);
            }
            assertThat(Files.readAllBytes(file())).isEqualTo(damage);
        }

        Files.write(file(), whole);
        assertThat(text(store, NAME)).contains("value");
    }

    @Test
    void readsAnySingleByteChangedAsAnErrorOrAsItWas() throws IOException {
        SecretStore quick = keychainStore();
        quick.put(NAME, Secret.of("value"));
        byte[] whole = Files.readAllBytes(file());

        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x55;
            Files.write(file(), changed);
            try (SecretStore damaged = quick) {
                assertThat(text(damaged, NAME)).as("byte " + i).contains("value");
            } catch (SecretException e) {
                assertThat(e.getMessage()).contains("secrets.p12: ");
            }
        }
    }

    private SecretStore keychainStore() {
        return new SecretVault(
                home,
                new VaultKeys(
                        home, new PassphraseSource(Map.of(), PassphrasePrompt.NOBODY), keychain));
    }

    @Test
    void whatACrashedWriterLeftBehindIsNoObstacle() throws IOException {
        store.put(NAME, Secret.of("value"));
        Files.writeString(home.resolve("secrets.p12.new"), "half a file");

        store.put(NAME, Secret.of("new value"));

        assertThat(text(store, NAME)).contains("new value");
        assertThat(home.resolve("secrets.p12.new")).doesNotExist();
    }

    @Test
    void anOpenStoreSeesWhatAnotherOneStores() {
        store.put(NAME, Secret.of("first"));
        try (SecretStore other = open()) {
            assertThat(text(other, NAME)).contains("first");
            store.put(NAME, Secret.of("second"));

            assertThat(text(other, NAME)).contains("second");

            other.remove(NAME);
        }

        assertThat(store.find(NAME)).isEmpty();
    }

    @Test
    void twoProcessesThatWriteAtOnceLoseNothing() throws Exception {
        String directory = home.resolve("shared").toString();
        List<String> names = new ArrayList<>();
        try (ChildJvm a =
                        ChildJvm.start(
                                home.resolve("tmp"), SecretWriter.class, directory, "a", "6");
                ChildJvm b =
                        ChildJvm.start(
                                home.resolve("tmp"), SecretWriter.class, directory, "b", "6")) {
            assertThat(a.out().readLine()).isEqualTo("ready");
            assertThat(b.out().readLine()).isEqualTo("ready");
            a.say("go");
            b.say("go");
            for (int i = 0; i < 6; i++) {
                assertThat(a.out().readLine()).isEqualTo("stored a" + i);
                assertThat(b.out().readLine()).isEqualTo("stored b" + i);
                names.addAll(List.of("a" + i, "b" + i));
            }
            assertThat(a.exitCode()).isZero();
            assertThat(b.exitCode()).isZero();
        }

        try (SecretStore shared = open(Path.of(directory))) {
            assertThat(shared.names().stream().map(SecretName::value))
                    .isEqualTo(List.copyOf(new TreeSet<>(names)));
        }
    }

    @Test
    void whatWasStoredSurvivesTheDeathOfItsProcess() throws Exception {
        String directory = home.resolve("shared").toString();
        int stored = 0;
        try (ChildJvm writer =
                ChildJvm.start(home.resolve("tmp"), SecretWriter.class, directory, "a", "100")) {
            assertThat(writer.out().readLine()).isEqualTo("ready");
            writer.say("go");
            assertThat(writer.out().readLine()).isEqualTo("stored a0");
            assertThat(writer.out().readLine()).isEqualTo("stored a1");
            writer.kill();
            stored = 2 + (int) writer.out().lines().count();
        }

        try (SecretStore shared = open(Path.of(directory))) {
            assertThat(shared.names()).hasSizeBetween(stored, stored + 1);
            shared.put(NAME, Secret.of("after the crash"));
            assertThat(text(shared, NAME)).contains("after the crash");
        }
    }

    @Test
    void boundsTheNumberOfSecrets() {
        assertThatThrownBy(() ->
                        new VaultFile(file())
                                .write(
                                        IntStream.rangeClosed(0, VaultFile.MAX_SECRETS)
                                                .boxed()
                                                .collect(
                                                        Collectors.toMap(
                                                                i -> new SecretName("n" + i),
                                                                i -> new byte[] {1})),
                                        VaultKey.ofPassphrase(
                                                PASSPHRASE.toCharArray(), QuickVault.ITERATIONS)))
                .isInstanceOf(SecretException.Invalid.class)
                .hasMessageContaining("more than 10000 secrets");
        assertThat(file()).doesNotExist();
    }

    @Test
    void asksAPersonWhereNothingElseHasAKey() {
        List<PassphrasePrompt.Purpose> asked = new ArrayList<>();
        PassphrasePrompt person =
                purpose -> {
                    asked.add(purpose);
                    return Optional.of("a person's own".toCharArray());
                };
        PassphraseSource source = new PassphraseSource(Map.of(), person);
        try (SecretStore first = QuickVault.open(home, source)) {
            first.put(NAME, Secret.of("value"));
            first.put(NAME, Secret.of("other value"));
        }
        try (SecretStore second = QuickVault.open(home, source)) {
            assertThat(text(second, NAME)).contains("other value");
        }

        assertThat(asked)
                .containsExactly(PassphrasePrompt.Purpose.CREATE, PassphrasePrompt.Purpose.OPEN);
    }
}
