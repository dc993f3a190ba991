package dev.hqe.mcp.internal.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The right to read a file, change it and write it back in one step, among all threads and
/// processes that ask for it. It is a lock on an empty file beside it, `NAME.lock`, which stays,
/// and ends with the process, however that ends. Held for milliseconds.
public final class FileTurn {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /// One for each file that this process has changed, which are few. On POSIX systems a process
    /// loses its lock on a file when it closes any channel to it, so threads must not even open the
    /// file while another one holds it.
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private FileTurn() {}

    /// What is done in turn.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Work<T> {
        T doIt();
    }

    /// Waits for the turn, then does the work, whose exceptions pass.
    ///
    /// @param file need not exist; its folder must
    /// @throws IOException when the turn does not come within 10 s, or there can be no lock; says
    ///   why
    public static <T> T take(Path file, Work<T> work) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock").toAbsolutePath().normalize();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ReentrantLock inProcess = IN_PROCESS.computeIfAbsent(lock, key -> new ReentrantLock());
        try {
            if (!inProcess.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(lock);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the wait for " + lock + " was cancelled", e);
        }
        try (FileChannel channel = locked(lock, deadline)) {
            assert channel.isOpen();
            return work.doIt();
        } finally {
            inProcess.unlock();
        }
    }

    private static FileChannel locked(Path lock, long deadline) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        lock,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        ownerOnly(lock));
        try {
            FileLock held = channel.tryLock();
            while (held == null) {
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                    throw busy(lock);
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
                held = channel.tryLock();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static IOException busy(Path lock) {
        return new IOException(
                "another process has held "
                        + lock
                        + " for "
                        + PATIENCE.toSeconds()
                        + " s. Stop it, or try again");
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
