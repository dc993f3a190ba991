package dev.hqe.kernel.secret;

import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.file.FileStamp;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Secrets in `secrets.p12`.
///
/// Keeps what it has read in memory, with the stamp of the file: a look costs one `stat` until
/// somebody, perhaps another process, replaces the file. Writers take the [VaultLock] and read
/// again under it, so none loses what another one has stored.
final class SecretVault implements SecretStore {

    private final Path directory;
    private final VaultFile file;
    private final VaultKeys keys;

    /// Guards everything below; held while a key is derived or asked for.
    private final ReentrantLock gate = new ReentrantLock();

    private @Nullable VaultKey key;
    private SortedMap<SecretName, byte[]> secrets = new TreeMap<>();
    private FileStamp read = FileStamp.NONE;

    SecretVault(Path directory, VaultKeys keys) {
        this.directory = directory;
        this.file = new VaultFile(directory.resolve("secrets.p12"));
        this.keys = keys;
    }

    @Override
    public Optional<Secret> find(SecretName name) {
        gate.lock();
        try {
            refresh();
            return Optional.ofNullable(secrets.get(name)).map(Secret::of);
        } finally {
            gate.unlock();
        }
    }

    @Override
    public List<SecretName> names() {
        gate.lock();
        try {
            refresh();
            return List.copyOf(secrets.keySet());
        } finally {
            gate.unlock();
        }
    }

    /// Asks for no key where there is nothing to remove.
    @Override
    public boolean remove(SecretName name) {
        if (!file.stamp().exists()) {
            return false;
        }
        return SecretStore.super.remove(name);
    }

    @Override
    public void update(SecretName name, Function<Optional<Secret>, Optional<Secret>> change) {
        gate.lock();
        try {
            WorkbenchHome.createPrivately(directory);
            // Before the lock, because a person may have to type.
            VaultKeys.Fresh fresh = exists() ? null : keys.create();
            if (fresh == null) {
                refresh();
            }
            VaultLock.run(
                    directory,
                    () -> {
                        if (fresh != null) {
                            settle(fresh);
                        }
                        refresh();
                        replace(name, change);
                    });
        } finally {
            gate.unlock();
        }
    }

    private boolean exists() {
        return file.stamp().exists() || keys.inKeychain();
    }

    private void settle(VaultKeys.Fresh fresh) {
        if (exists()) { // another process was faster
            keys.discard(fresh);
        } else {
            keys.adopt(fresh);
            key = fresh.key();
        }
    }

    private void replace(SecretName name, Function<Optional<Secret>, Optional<Secret>> change) {
        byte @Nullable [] before = secrets.get(name);
        Optional<Secret> old = Optional.ofNullable(before).map(Secret::of);
        Optional<Secret> next = change.apply(old);
        try {
            SortedMap<SecretName, byte[]> changed = new TreeMap<>(secrets);
            if (next.isPresent()) {
                changed.put(name, next.get().bytes());
            } else if (changed.remove(name) == null) {
                return;
            }
            file.write(changed, openKey());
            secrets = changed;
            read = file.stamp();
            if (before != null) {
                Arrays.fill(before, (byte) 0);
            }
        } finally {
            old.ifPresent(Secret::close);
            next.ifPresent(Secret::close);
        }
    }

    /// Reads the file if it is not the one that was read last.
    private void refresh() {
        FileStamp now = file.stamp();
        if (now.equals(read)) {
            return;
        }
        SortedMap<SecretName, byte[]> fresh = now.exists() ? readFile() : new TreeMap<>();
        secrets.values().forEach(value -> Arrays.fill(value, (byte) 0));
        secrets = fresh;
        read = now;
    }

    private SortedMap<SecretName, byte[]> readFile() {
        boolean known = key != null;
        try {
            return file.read(openKey());
        } catch (SecretException.Unavailable e) {
            forgetKey();
            if (!known) {
                throw e;
            }
        }
        // Somebody has started anew with another key.
        try {
            return file.read(openKey());
        } catch (SecretException.Unavailable e) {
            forgetKey();
            throw e;
        }
    }

    private VaultKey openKey() {
        VaultKey open = key;
        if (open == null) {
            open = keys.existing(file.path());
            key = open;
        }
        return open;
    }

    private void forgetKey() {
        VaultKey open = key;
        if (open != null) {
            open.erase();
        }
        key = null;
    }

    @Override
    public Object stamp() {
        return file.stamp();
    }

    @Override
    public SecretStoreState state() {
        boolean empty = true;
        gate.lock();
        try {
            empty = !exists();
            if (empty) {
                return new SecretStoreState(
                        true,
                        true,
                        "nothing stored yet; will be in "
                                + file.path()
                                + ", its key "
                                + keys.outlook());
            }
            refresh();
            int count = secrets.size();
            return new SecretStoreState(
                    true,
                    count == 0,
                    count
                            + (count == 1 ? " secret in " : " secrets in ")
                            + file.path()
                            + ", its key "
                            + openKey().description());
        } catch (SecretException e) {
            return new SecretStoreState(false, empty, String.valueOf(e.getMessage()));
        } finally {
            gate.unlock();
        }
    }

    @Override
    public void close() {
        gate.lock();
        try {
            forgetKey();
            secrets.values().forEach(value -> Arrays.fill(value, (byte) 0));
            secrets = new TreeMap<>();
            read = FileStamp.NONE;
        } finally {
            gate.unlock();
        }
    }
}
