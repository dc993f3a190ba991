package dev.hqe.kernel.secret;

import dev.hqe.kernel.secret.PassphrasePrompt.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which key the secrets of a directory have. Decided once, when the first secret is stored, and
/// read off the directory ever after: with a file `secrets.keychain` the key is in the keychain,
/// under the account that the file names; without it, it is a passphrase.
///
/// Not thread-safe; its vault is.
final class VaultKeys {

    private static final Pattern ACCOUNT = Pattern.compile("(?m)^account: (secrets-[0-9a-f]{16})$");
    private static final int MAX_NOTE_BYTES = 4096;
    private static final int KEY_BYTES = 32;
    private static final int ACCOUNT_BYTES = 8;

    private final Path note;
    private final PassphraseSource passphrases;
    private final Keychain keychain;
    private final int iterations;
    private final SecureRandom random = new SecureRandom();

    VaultKeys(Path directory, PassphraseSource passphrases, Keychain keychain) {
        this(directory, passphrases, keychain, VaultKey.FOR_PASSPHRASES);
    }

    /// For tests of anything but the cost itself: nothing outside this package, and no setting,
    /// makes a passphrase cheaper to guess.
    ///
    /// @param iterations how often a passphrase is stretched in what is written
    VaultKeys(Path directory, PassphraseSource passphrases, Keychain keychain, int iterations) {
        this.note = directory.resolve("secrets.keychain");
        this.passphrases = passphrases;
        this.keychain = keychain;
        this.iterations = iterations;
    }

    /// A key that was made for a store that does not exist yet.
    ///
    /// @param account of the keychain's entry; null for a passphrase
    record Fresh(VaultKey key, @Nullable String account) {}

    /// Whether the key is in the keychain.
    boolean inKeychain() {
        return Files.exists(note);
    }

    /// The key of the secrets that are stored.
    VaultKey existing(Path vault) {
        if (inKeychain()) {
            return fromKeychain(account());
        }
        Optional<char[]> passphrase = passphrases.configured(Purpose.OPEN);
        return VaultKey.ofPassphrase(
                passphrase
                        .or(() -> passphrases.asked(Purpose.OPEN))
                        .orElseThrow(() ->
                                new SecretException.Unavailable(
                                        vault
                                                + ": needs the passphrase that it was made with."
                                                + " Write it into a file that only you can read and"
                                                + " set "
                                                + PassphraseSource.FILE
                                                + " to that file's name.",
                                        null)),
                iterations);
    }

    private VaultKey fromKeychain(String account) {
        try {
            return VaultKey.ofKeychain(keychain.read(account), keychain);
        } catch (Exception e) { // an edge: the adapter may throw anything
            throw new SecretException.Unavailable(
                    "the key of the secrets is in the keychain (account "
                            + account
                            + "), which does not give it: "
                            + e.getMessage()
                            + ". Start and unlock the keychain.",
                    e);
        }
    }

    private String account() {
        try {
            if (Files.size(note) > MAX_NOTE_BYTES) {
                throw damagedNote(null);
            }
            Matcher matcher = ACCOUNT.matcher(Files.readString(note, StandardCharsets.UTF_8));
            if (!matcher.find()) {
                throw damagedNote(null);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw damagedNote(e);
        }
    }

    private SecretException damagedNote(@Nullable Exception cause) {
        return new SecretException.Damaged(
                note
                        + ": does not name an account of the keychain. Restore it from a backup; its"
                        + " line is 'account: secrets-' and the 16 characters that the entry 'HQE"
                        + " Workbench' in the keychain has.",
                cause);
    }

    /// Makes a key: of the passphrase that the environment says, because that is somebody's wish;
    /// else in the keychain; else of a passphrase that a person says.
    ///
    /// @throws SecretException.Unavailable if there is none of these
    Fresh create() {
        Optional<char[]> configured = passphrases.configured(Purpose.CREATE);
        if (configured.isPresent()) {
            return new Fresh(VaultKey.ofPassphrase(configured.get(), iterations), null);
        }
        try {
            return createInKeychain();
        } catch (SecretException.Unavailable e) {
            return passphrases
                    .asked(Purpose.CREATE)
                    .map(passphrase ->
                            new Fresh(VaultKey.ofPassphrase(passphrase, iterations), null))
                    .orElseThrow(() -> noPlace(e));
        }
    }

    private static SecretException noPlace(SecretException keychainFailure) {
        return new SecretException.Unavailable(
                "there is no safe place for secrets: no keychain can be used ("
                        + keychainFailure.getMessage()
                        + ") and there is no passphrase. Start and unlock the keychain; or write a"
                        + " passphrase into a file that only you can read (chmod 600) and set "
                        + PassphraseSource.FILE
                        + " to that file's name.",
                keychainFailure);
    }

    /// Not believed until it was read back: a locked keyring can take a value without keeping it.
    private Fresh createInKeychain() {
        String account = "secrets-" + HexFormat.of().formatHex(bytes(ACCOUNT_BYTES));
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(KEY_BYTES));
        try {
            keychain.write(account, key);
            if (!key.equals(keychain.read(account))) {
                throw new SecretException.Unavailable(
                        keychain.name() + " does not give back what it was given", null);
            }
        } catch (SecretException e) {
            throw e;
        } catch (Exception e) { // an edge: the adapter may throw anything
            throw new SecretException.Unavailable(String.valueOf(e.getMessage()), e);
        }
        return new Fresh(VaultKey.ofKeychain(key, keychain), account);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Makes a fresh key the one of this directory. Under the vault's file lock.
    void adopt(Fresh fresh) {
        String account = fresh.account();
        if (account == null) {
            return;
        }
        String text =
                """
                # secrets.p12 is locked with a key in the keychain of your system. Keep both files
                # together; without that key nobody can open it.
                account: %s
                """
                        .formatted(account);
        VaultFile.replace(note, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Gives up a fresh key that was not adopted.
    void discard(Fresh fresh) {
        fresh.key().erase();
        String account = fresh.account();
        if (account != null) {
            try {
                keychain.remove(account);
            } catch (Exception e) { // an edge: an unused entry does no harm
                System.getLogger(VaultKeys.class.getName())
                        .log(System.Logger.Level.DEBUG, "an unused key stays in the keychain", e);
            }
        }
    }

    /// What a first secret would be locked with. Tries the keychain out.
    ///
    /// @throws SecretException.Unavailable if there is nothing
    String outlook() {
        if (passphrases.configured(Purpose.CREATE).isPresent()) {
            return "a passphrase";
        }
        try {
            Fresh trial = createInKeychain();
            String description = trial.key().description();
            discard(trial);
            return description;
        } catch (SecretException.Unavailable e) {
            throw noPlace(e);
        }
    }
}
