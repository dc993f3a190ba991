package dev.hqe.kernel.secret;

import java.nio.file.Path;
import java.util.Map;

/// A vault as it is in a data directory, but for the cost of guessing its passphrase: what is
/// tested with it is everything else. Without a keychain.
public final class QuickVault {

    static final int ITERATIONS = 1000;

    private QuickVault() {}

    /// A vault that opens with a passphrase.
    public static SecretStore open(Path directory, String passphrase) {
        return open(directory, says(passphrase));
    }

    static SecretStore open(Path directory, PassphraseSource passphrases) {
        return new SecretVault(
                directory,
                new VaultKeys(
                        directory,
                        passphrases,
                        new NoKeychain("there is none in this test"),
                        ITERATIONS));
    }

    private static PassphraseSource says(String passphrase) {
        return new PassphraseSource(
                Map.of(PassphraseSource.VARIABLE, passphrase), PassphrasePrompt.NOBODY);
    }
}
