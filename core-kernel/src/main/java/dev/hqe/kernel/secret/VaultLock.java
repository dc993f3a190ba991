package dev.hqe.kernel.secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The right to write the secrets of a directory, among all threads and processes. Ends with the
/// process, however that ends. Held for about a second at a time.
final class VaultLock {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /// One for each directory that this process has written secrets of, usually one. On POSIX
    /// systems a process loses its lock on a file when it closes any channel to it, so threads must
    /// not even open the file while another one holds it.
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private VaultLock() {}

    /// Waits for it, then does the work.
    ///
    /// @throws SecretException.Unavailable if it is not free within a minute
    static void run(Path directory, Runnable work) {
        Path file = directory.resolve("secrets.lock");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ReentrantLock inProcess = inProcess(directory, file);
        try {
            if (!inProcess.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretException.Unavailable(file + ": waiting for it was interrupted", e);
        }
        try (FileChannel channel = lockedChannel(file, deadline)) {
            assert channel.isOpen();
            work.run();
        } catch (IOException e) {
            throw unusable(file, e);
        } finally {
            inProcess.unlock();
        }
    }

    private static ReentrantLock inProcess(Path directory, Path file) {
        try {
            return IN_PROCESS.computeIfAbsent(directory.toRealPath(), key -> new ReentrantLock());
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static SecretException unusable(Path file, IOException cause) {
        return new SecretException.Unavailable(
                file + ": cannot be locked (" + cause.getMessage() + ")", cause);
    }

    private static FileChannel lockedChannel(Path file, long deadline) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PrivateFile.ownerOnly(file));
        try {
            FileLock lock = channel.tryLock();
            while (lock == null) {
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                    throw busy(file);
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
                lock = channel.tryLock();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SecretException busy(Path file) {
        return new SecretException.Unavailable(
                file + ": another process is storing secrets and does not end. Stop it.", null);
    }
}
