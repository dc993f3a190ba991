package dev.hqe.kernel.secret;

import java.util.Arrays;

/// What opens the file of the secrets: the password of the PKCS#12 file, how often it is stretched,
/// and where it is from, for a person, as the end of "its key is ".
final class VaultKey {

    /// OWASP's number for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023): about 0.2
    /// s here, and for each guess of somebody who has the file.
    static final int FOR_PASSPHRASES = 600_000;

    /// A random key of 256 bits cannot be guessed, so stretching it would only cost time.
    private static final int FOR_RANDOM_KEYS = 10_000;

    private final char[] password;
    private final int iterations;
    private final String description;

    private VaultKey(char[] owned, int iterations, String description) {
        this.password = owned;
        this.iterations = iterations;
        this.description = description;
    }

    /// @param iterations [#FOR_PASSPHRASES] for whatever a person keeps
    static VaultKey ofPassphrase(char[] passphrase, int iterations) {
        return new VaultKey(passphrase, iterations, "a passphrase");
    }

    static VaultKey ofKeychain(String random, Keychain keychain) {
        return new VaultKey(random.toCharArray(), FOR_RANDOM_KEYS, "in " + keychain.name());
    }

    /// Not a copy: [#erase] overwrites it.
    char[] password() {
        return password;
    }

    int iterations() {
        return iterations;
    }

    String description() {
        return description;
    }

    void erase() {
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return description;
    }
}
