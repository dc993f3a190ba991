package dev.hqe.kernel.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The right to read files, change them and write them back in one step, among all threads and
/// processes that ask for it. It is a lock on an empty file, which stays, and ends with the
/// process, however that ends. Thread-safe; not to be taken again in the work that it was taken
/// for.
///
/// @param lock the empty file; made where it is missing, in a folder that is there
/// @param patience how long to wait for those who have it
public record FileTurn(Path lock, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /// Which byte of the file is locked, whether it is there or not.
    private static final long TURN = 0;

    private static final long GATE = 1;

    /// One for each lock that this process has taken, which are few. On POSIX systems a process
    /// loses its lock on a file when it closes any channel to it, so threads must not even open the
    /// file while another one holds it.
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    /// What is done in turn.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Work<T> {
        T doIt() throws IOException;
    }

    /// The turn has not come.
    public static final class Busy extends IOException {

        private static final long serialVersionUID = 1L;

        private Busy(FileTurn turn) {
            super(
                    "another process has held "
                            + turn.lock
                            + " for "
                            + turn.patience.toSeconds()
                            + " s. Stop it, or try again");
        }
    }

    /// The turn to change one file, which others have for milliseconds: a lock on `NAME.lock`
    /// beside it, waited for at most 10 s.
    ///
    /// @param file need not exist; its folder must when the turn is taken
    public static FileTurn of(Path file) {
        return new FileTurn(
                file.resolveSibling(file.getFileName() + ".lock").toAbsolutePath(), PATIENCE);
    }

    /// Waits for the turn, then does the work, whose exceptions pass.
    ///
    /// @throws Busy when the turn does not come in time; says who has it
    /// @throws InterruptedIOException when the thread is interrupted while it waits
    /// @throws IOException when there can be no lock; says why
    public <T> T take(Work<T> work) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        ReentrantLock inProcess = inProcess();
        try {
            if (!inProcess.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Busy(this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
        try (FileChannel channel = locked(deadline)) {
            assert channel.isOpen();
            return work.doIt();
        } finally {
            inProcess.unlock();
        }
    }

    /// By the folder's real name: who comes by another one locks the same file.
    private ReentrantLock inProcess() throws IOException {
        Path file = lock.toAbsolutePath();
        Path folder = file.getParent();
        Path real = folder == null ? file : folder.toRealPath().resolve(lock.getFileName());
        return IN_PROCESS.computeIfAbsent(real, key -> new ReentrantLock());
    }

    private FileChannel locked(long deadline) throws IOException {
        FileChannel channel = PrivateFile.open(lock);
        try {
            // Who waits stands in the gate, so that whoever had the turn does not have it again
            // at once while others look only now and then.
            try (FileLock gate = region(channel, GATE, deadline)) {
                assert gate.isValid();
                FileLock turn = region(channel, TURN, deadline);
                assert turn.isValid();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private FileLock region(FileChannel channel, long at, long deadline) throws IOException {
        FileLock held = channel.tryLock(at, 1, false);
        while (held == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new Busy(this);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw cancelled();
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            held = channel.tryLock(at, 1, false);
        }
        return held;
    }

    private InterruptedIOException cancelled() {
        return new InterruptedIOException("the wait for " + lock + " was cancelled");
    }
}
