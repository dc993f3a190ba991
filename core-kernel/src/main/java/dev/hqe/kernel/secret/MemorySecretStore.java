package dev.hqe.kernel.secret;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Secrets in this process only.
final class MemorySecretStore implements SecretStore {

    private final Map<SecretName, Secret> secrets = new TreeMap<>();
    private long changes;

    @Override
    public synchronized Optional<Secret> find(SecretName name) {
        return Optional.ofNullable(secrets.get(name)).map(secret -> Secret.of(secret.bytes()));
    }

    @Override
    public synchronized List<SecretName> names() {
        return List.copyOf(secrets.keySet());
    }

    @Override
    public synchronized void update(
            SecretName name, Function<Optional<Secret>, Optional<Secret>> change) {
        Optional<Secret> next = change.apply(find(name));
        Secret old =
                next.isPresent()
                        ? secrets.put(name, Secret.of(next.get().bytes()))
                        : secrets.remove(name);
        changes++;
        next.ifPresent(Secret::close);
        if (old != null) {
            old.close();
        }
    }

    @Override
    public synchronized Object stamp() {
        return changes;
    }

    @Override
    public SecretStoreState state() {
        return new SecretStoreState(true, names().isEmpty(), "in memory, until this program ends");
    }

    @Override
    public synchronized void close() {
        secrets.values().forEach(Secret::close);
        secrets.clear();
    }
}
