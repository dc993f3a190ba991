package dev.hqe.kernel;

import dev.hqe.kernel.file.PrivateFile;
import dev.hqe.kernel.file.PrivateFolder;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The data directory of one workbench, held by a file lock for as long as this object is open.
///
/// The lock is the operating system's, so it ends with the process however that ends: there is no
/// stale lock to clean up after `kill -9`. The lock file's text (process id and start) only serves
/// the message that a second workbench gets. A lock holds for the file that was locked, not for its
/// name: whoever removes the lock file would let a second workbench in. So there are two, one of
/// them beside the database.
///
/// Thread-safe; [#close] may be called more than once.
public final class WorkbenchHome implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WorkbenchHome.class.getName());

    private static final String LOCK_FILE = "workbench.lock";
    private static final String SECOND_LOCK_FILE = "workbench.db-lock";
    private static final int MAX_OWNER_BYTES = 256;

    /// Which byte is locked. Far behind the text, because Windows lets nobody read what is locked.
    private static final long LOCKED_BYTE = 1L << 40;

    /// The homes that this process holds. On POSIX systems a process loses its lock on a file when
    /// it closes any channel to it, so a second attempt must not even open the file.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Path held;
    private final List<FileChannel> locks;

    private WorkbenchHome(Path directory, Path held, List<FileChannel> locks) {
        this.directory = directory;
        this.held = held;
        this.locks = locks;
    }

    /// Creates the directory where it is missing (readable by its owner only) and takes its lock.
    /// Where it was there already and others may enter it, what is in it is kept from them, which
    /// is said in the log.
    ///
    /// @throws HomeException if it cannot be written or another workbench holds it
    public static WorkbenchHome open(Path directory, Instant now) {
        createPrivately(directory);
        Path lockFile = directory.resolve(LOCK_FILE);
        try {
            Path held = directory.toRealPath();
            if (!HELD.add(held)) {
                throw HomeException.inUse(directory, new HomeOwner("in this process"));
            }
            try {
                WorkbenchHome home = new WorkbenchHome(directory, held, locked(directory, now));
                home.shutContents();
                return home;
            } catch (IOException | RuntimeException e) {
                HELD.remove(held);
                throw e;
            }
        } catch (IOException e) {
            throw HomeException.unusable(directory, "cannot write " + lockFile.getFileName(), e);
        }
    }

    private static List<FileChannel> locked(Path directory, Instant now) throws IOException {
        FileChannel first = locked(directory, LOCK_FILE);
        try {
            List<FileChannel> locks = List.of(first, locked(directory, SECOND_LOCK_FILE));
            for (FileChannel lock : locks) {
                writeOwner(lock, now);
            }
            return locks;
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static FileChannel locked(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        PrivateFile.create(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!tryLock(channel)) {
                throw HomeException.inUse(directory, readOwner(channel));
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void shutContents() {
        try {
            List<Path> open = PrivateFolder.shutContents(directory);
            if (!open.isEmpty()) {
                LOG.log(
                        Level.WARNING,
                        "{0}: other users of this machine could look at {1}, and cannot any more. To"
                                + " keep them out of all of it: chmod 700",
                        directory,
                        open.stream().map(path -> String.valueOf(path.getFileName())).toList());
            }
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "{0}: other users of this machine may look at what is in it, which cannot be"
                            + " changed: {1}",
                    directory,
                    String.valueOf(e));
        }
    }

    /// Creates a data directory, readable by its owner only, where it is missing. Takes no lock:
    /// for what may be done beside a running workbench.
    ///
    /// @throws HomeException if it cannot be created
    public static void createPrivately(Path directory) {
        try {
            PrivateFolder.create(directory);
        } catch (FileAlreadyExistsException e) {
            throw HomeException.unusable(directory, "is a file, not a directory", e);
        } catch (IOException e) {
            throw HomeException.unusable(directory, "cannot be created", e);
        }
    }

    /// Who holds a data directory now; empty if nobody does. Takes the lock for a moment only where
    /// a process of the last holder's number is there.
    ///
    /// @throws HomeException if the lock cannot be looked at
    public static Optional<HomeOwner> holder(Path directory) {
        return holder(directory, LOCK_FILE).or(() -> holder(directory, SECOND_LOCK_FILE));
    }

    private static Optional<HomeOwner> holder(Path directory, String name) {
        Path lockFile = directory.resolve(name);
        if (!Files.isRegularFile(lockFile)) {
            return Optional.empty();
        }
        try {
            if (HELD.contains(directory.toRealPath())) {
                return Optional.of(new HomeOwner("this process"));
            }
            try (FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                HomeOwner owner = readOwner(channel);
                OptionalLong pid = owner.pid();
                boolean gone = pid.isPresent() && ProcessHandle.of(pid.getAsLong()).isEmpty();
                return gone || tryLock(channel) ? Optional.empty() : Optional.of(owner);
            }
        } catch (IOException e) {
            throw HomeException.unusable(directory, "cannot read " + lockFile.getFileName(), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            return false;
        }
    }

    private static HomeOwner readOwner(FileChannel channel) throws IOException {
        ByteBuffer owner = ByteBuffer.allocate(MAX_OWNER_BYTES);
        channel.read(owner, 0);
        String text = StandardCharsets.UTF_8.decode(owner.flip()).toString().strip();
        return new HomeOwner(text.isEmpty() ? "its owner has not said who it is" : text);
    }

    private static void writeOwner(FileChannel channel, Instant now) throws IOException {
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(HomeOwner.thisProcess(now) + "\n"), 0);
    }

    public Path directory() {
        return directory;
    }

    public Path database() {
        return directory.resolve("workbench.db");
    }

    /// The timeline's own database.
    public Path activity() {
        return directory.resolve("activity.db");
    }

    /// Where a person drops Topic folders.
    public Path topics() {
        return directory.resolve("topics");
    }

    /// The rules about who may call which tool; a person may edit them.
    public Path policy() {
        return directory.resolve("policy.yaml");
    }

    @Override
    public synchronized void close() {
        if (!locks.getFirst().isOpen()) {
            return;
        }
        try {
            for (FileChannel lock : locks) {
                lock.close();
            }
        } catch (IOException e) {
            throw HomeException.notReleased(directory, e);
        } finally {
            HELD.remove(held);
        }
    }
}
