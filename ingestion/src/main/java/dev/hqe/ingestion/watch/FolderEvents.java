package dev.hqe.ingestion.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the operating system tells of folders, for all who follow some: one instance of its watch,
/// because a user may have few of them (128 on Linux), and one thread.
///
/// Thread-safe.
final class FolderEvents implements AutoCloseable {

    /// Hears of folders.
    interface Listener {

        /// Something has happened in a folder.
        ///
        /// @param path as it was registered
        /// @param rules whether a file of ignore rules has changed, or it is unknown what has
        void changed(String path, boolean rules);

        /// The system tells of this folder no more.
        void lost(String path);
    }

    private static final Logger LOG = System.getLogger(FolderEvents.class.getName());
    private static final String RULES = ".gitignore";

    /// File systems that others write to without this machine being told.
    private static final Set<String> SILENT =
            Set.of(
                    "nfs",
                    "nfs4",
                    "cifs",
                    "smb",
                    "smb2",
                    "smb3",
                    "smbfs",
                    "9p",
                    "afs",
                    "afpfs",
                    "ceph",
                    "glusterfs",
                    "lustre",
                    "ncpfs",
                    "prl_fs",
                    "sshfs",
                    "vboxsf",
                    "virtiofs",
                    "vmhgfs",
                    "webdav");

    private record Target(Listener listener, String path) {}

    private final int maxFolders;
    private final Map<WatchKey, List<Target>> targets = new HashMap<>();
    private @Nullable WatchService service;
    private boolean closed;

    /// @param maxFolders most folders that the system is asked about
    FolderEvents(int maxFolders) {
        this.maxFolders = maxFolders;
    }

    /// Whether the system tells of changes in this folder at all. On macOS Java only looks every
    /// few seconds itself.
    static boolean tells(Path folder) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")) {
            return false;
        }
        try {
            String type = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
            return !SILENT.contains(type) && !type.startsWith("fuse");
        } catch (IOException e) { // who cannot be asked is asked again and again
            return false;
        }
    }

    /// Asks to be told of a folder. One that was renamed keeps its key, and is known by its new
    /// path from then on.
    ///
    /// @return what [#end] takes
    /// @throws IOException if it is not there, or the system, or this, tells of no more folders
    synchronized WatchKey begin(Path folder, String path, Listener listener) throws IOException {
        if (targets.size() >= maxFolders) {
            throw new IOException("more than " + maxFolders + " folders");
        }
        WatchKey key =
                folder.register(
                        opened(),
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_DELETE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
        List<Target> of = targets.computeIfAbsent(key, _ -> new ArrayList<>());
        List<Target> renamed =
                of.stream()
                        .filter(one -> one.listener().equals(listener) && !one.path().equals(path))
                        .toList();
        of.removeAll(renamed);
        renamed.forEach(one -> listener.lost(one.path()));
        Target target = new Target(listener, path);
        if (!of.contains(target)) {
            of.add(target);
        }
        return key;
    }

    private WatchService opened() throws IOException {
        if (closed) {
            throw new IOException("the watch is closed");
        }
        WatchService open = service;
        if (open == null) {
            WatchService made = FileSystems.getDefault().newWatchService();
            service = made;
            open = made;
            Thread.ofVirtual().name("folder-events").start(() -> run(made));
        }
        return open;
    }

    /// Nobody asks any more.
    synchronized void end(WatchKey key, String path, Listener listener) {
        List<Target> of = targets.get(key);
        if (of != null) {
            of.remove(new Target(listener, path));
            if (of.isEmpty()) {
                targets.remove(key);
                key.cancel();
            }
        }
    }

    private void run(WatchService open) {
        try {
            while (true) {
                tell(open.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "the watch of folders has ended", e);
        }
    }

    private void tell(WatchKey key) {
        boolean rules = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            rules |=
                    event.kind().equals(StandardWatchEventKinds.OVERFLOW)
                            || String.valueOf(event.context()).equals(RULES);
        }
        boolean valid = key.reset();
        for (Target target : valid ? of(key) : removed(key)) {
            if (!valid) {
                target.listener().lost(target.path());
            }
            target.listener().changed(target.path(), rules);
        }
    }

    private synchronized List<Target> of(WatchKey key) {
        return List.copyOf(targets.getOrDefault(key, List.of()));
    }

    private synchronized List<Target> removed(WatchKey key) {
        List<Target> gone = targets.remove(key);
        return gone == null ? List.of() : gone;
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
