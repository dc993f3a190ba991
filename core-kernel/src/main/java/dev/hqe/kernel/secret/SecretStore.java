package dev.hqe.kernel.secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Where secrets are kept. Thread-safe. Every method can throw [SecretException.Unavailable] or
/// [SecretException.Damaged], with what to do about it.
public interface SecretStore extends AutoCloseable {

    /// The secrets of a data directory. Costs nothing: the file is opened, the keychain asked and a
    /// person prompted when a secret is first wanted, and not at all while there are none to read.
    /// Any number of processes can have it open; each sees what the others store at its next look.
    ///
    /// @param directory the data directory; created where it is missing, not locked
    /// @param environment the process environment, for `HQE_PASSPHRASE_FILE`, `HQE_PASSPHRASE` and
    ///   `HQE_KEYCHAIN`
    /// @param prompt asked where neither the keychain nor the environment has a key
    static SecretStore inHome(
            Path directory, Map<String, String> environment, PassphrasePrompt prompt) {
        return new SecretVault(
                directory,
                new VaultKeys(
                        directory,
                        new PassphraseSource(environment, prompt),
                        Keychain.of(environment)));
    }

    /// Secrets that end with this process; for tests.
    static SecretStore inMemory() {
        return new MemorySecretStore();
    }

    /// The secret, a copy that is the caller's to close.
    Optional<Secret> find(SecretName name);

    /// Names of what is stored, in order.
    List<SecretName> names();

    /// Replaces a secret by what `change` makes of it, as one step that no other thread or process
    /// can come between. `change` gets the secret, if there is one, and answers with the new one or
    /// with empty to remove it; it must not use this store. Both are closed afterwards.
    void update(SecretName name, Function<Optional<Secret>, Optional<Secret>> change);

    /// Stores a secret, in place of one of that name; a copy, the argument stays the caller's.
    default void put(SecretName name, Secret secret) {
        update(name, old -> Optional.of(Secret.of(secret.bytes())));
    }

    /// Removes a secret and says whether there was one.
    default boolean remove(SecretName name) {
        boolean[] there = {false};
        update(
                name,
                old -> {
                    there[0] = old.isPresent();
                    return Optional.empty();
                });
        return there[0];
    }

    /// Tells one content from another, also one that another process has made: equal to an earlier
    /// stamp while nothing has been stored or removed since. Costs one `stat` at most.
    Object stamp();

    /// Looks whether secrets can be had and stored here, which can ask the keychain or a person.
    /// Throws nothing.
    SecretStoreState state();

    /// Forgets what is in memory. The store can be used again, and then opens again.
    @Override
    void close();
}
