package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.secret.SecretStoreState;
import java.nio.CharBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// The secrets of the workbench, and in front of them those that were typed and are not kept yet:
/// for trying a server out before it is saved. Closing it overwrites what was typed. Thread-safe.
final class PendingSecrets implements SecretStore {

    private final SecretStore kept;
    private final Map<SecretName, Secret> typed = new LinkedHashMap<>();

    PendingSecrets(SecretStore kept, Map<String, char[]> values) {
        this.kept = kept;
        values.forEach((name, value) ->
                typed.put(new SecretName(name), Secret.of(CharBuffer.wrap(value))));
    }

    @Override
    public Optional<Secret> find(SecretName name) {
        Secret mine = typed.get(name);
        return mine == null ? kept.find(name) : Optional.of(Secret.of(mine.bytes()));
    }

    @Override
    public List<SecretName> names() {
        TreeSet<SecretName> names = new TreeSet<>(typed.keySet());
        names.addAll(kept.names());
        return List.copyOf(names);
    }

    /// What a sign-in brings is kept at once: it is no part of the form.
    @Override
    public void update(SecretName name, Function<Optional<Secret>, Optional<Secret>> change) {
        kept.update(name, change);
    }

    @Override
    public Object stamp() {
        return kept.stamp();
    }

    @Override
    public SecretStoreState state() {
        return kept.state();
    }

    @Override
    public void close() {
        typed.values().forEach(Secret::close);
    }
}
