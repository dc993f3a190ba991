package dev.hqe.kernel.secret;

import java.util.Optional;

/// Asks a person for the passphrase of the secrets. Called at most once for each opening, without
/// any lock held; may block for as long as the person takes.
@FunctionalInterface
public interface PassphrasePrompt {

    /// For where nobody can be asked.
    PassphrasePrompt NOBODY = purpose -> Optional.empty();

    /// What the passphrase is wanted for.
    enum Purpose {
        /// To open secrets that are stored.
        OPEN,
        /// To store secrets for the first time: ask twice, and compare.
        CREATE
    }

    /// The passphrase, which the caller overwrites; empty if there is nobody to ask or the person
    /// gives none.
    Optional<char[]> ask(Purpose purpose);
}
