package dev.hqe.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The data directory of one workbench, held by a file lock for as long as this object is open.
///
/// The lock is the operating system's, so it ends with the process however that ends: there is no
/// stale lock to clean up after `kill -9`. The lock file's text (process id and start) only serves
/// the message that a second workbench gets.
///
/// Thread-safe; [#close] may be called more than once.
public final class WorkbenchHome implements AutoCloseable {

    private static final String LOCK_FILE = "workbench.lock";
    private static final int MAX_OWNER_BYTES = 256;

    /// Which byte is locked. Far behind the text, because Windows lets nobody read what is locked.
    private static final long LOCKED_BYTE = 1L << 40;

    /// The homes that this process holds. On POSIX systems a process loses its lock on a file when
    /// it closes any channel to it, so a second attempt must not even open the file.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Path held;
    private final FileChannel lock;

    private WorkbenchHome(Path directory, Path held, FileChannel lock) {
        this.directory = directory;
        this.held = held;
        this.lock = lock;
    }

    /// Creates the directory where it is missing (readable by its owner only) and takes its lock.
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
                return new WorkbenchHome(directory, held, locked(directory, lockFile, now));
            } catch (IOException | RuntimeException e) {
                HELD.remove(held);
                throw e;
            }
        } catch (IOException e) {
            throw HomeException.unusable(directory, "cannot write " + lockFile.getFileName(), e);
        }
    }

    private static FileChannel locked(Path directory, Path lockFile, Instant now)
            throws IOException {
        FileChannel channel =
                FileChannel.open(
                        lockFile,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (!tryLock(channel)) {
                throw HomeException.inUse(directory, readOwner(channel));
            }
            writeOwner(channel, now);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Creates a data directory, readable by its owner only, where it is missing. Takes no lock:
    /// for what may be done beside a running workbench.
    ///
    /// @throws HomeException if it cannot be created
    public static void createPrivately(Path directory) {
        try {
            if (Files.isDirectory(directory)) {
                return;
            }
            boolean posix =
                    directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createDirectories(
                        directory,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
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
        Path lockFile = directory.resolve(LOCK_FILE);
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
        if (!lock.isOpen()) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw HomeException.notReleased(directory, e);
        } finally {
            HELD.remove(held);
        }
    }
}
