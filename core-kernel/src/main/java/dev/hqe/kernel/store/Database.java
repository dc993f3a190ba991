package dev.hqe.kernel.store;

import dev.hqe.kernel.file.PrivateFile;
import dev.hqe.kernel.store.SqliteThread.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sqlite.SQLiteErrorCode;

/// A SQLite file with one writer and several readers.
///
/// JDBC on SQLite is native code that would pin a virtual thread to its carrier, and a few dozen of
/// those starve the machine. So every statement runs on a platform thread that belongs to this
/// object, and callers (virtual threads, mostly) wait for the answer.
///
/// The writer commits in groups: what has queued up while it was committing shares the next
/// transaction, each write in a savepoint of its own, so that one that fails takes nothing else
/// with it; a large change ([#writeMany]) has its own. A write is acknowledged (`write` returns)
/// only after its transaction has committed. If the commit itself fails (a full disk), nothing of
/// any of them has happened.
///
/// A read sees every write that was acknowledged before it began.
///
/// Thread-safe.
public final class Database implements AutoCloseable {

    /// Work on a connection.
    @FunctionalInterface
    public interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /// Work on the writing connection.
    @FunctionalInterface
    public interface Change<T> {
        T run(Transaction transaction) throws SQLException;
    }

    private final Path file;
    private final DatabaseSettings settings;
    private final BlockingQueue<Task<?>> writes;
    private final BlockingQueue<Task<?>> reads;
    private final List<SqliteThread> threads = new ArrayList<>();
    private volatile boolean closed;

    private Database(Path file, DatabaseSettings settings) {
        this.file = file;
        this.settings = settings;
        this.writes = new ArrayBlockingQueue<>(settings.queue());
        this.reads = new ArrayBlockingQueue<>(settings.queue());
    }

    /// Opens the file, creating it for its owner only where it is missing, and brings its schema up
    /// to date.
    ///
    /// @throws StorageException if it cannot be opened, is not a database, or was written by a
    ///   newer version of this program
    public static Database open(Path file, List<Migration> migrations, DatabaseSettings settings) {
        Database database = new Database(file, settings);
        try {
            PrivateFile.create(file); // the WAL and its index get the same mode
            Sql writer = SqliteConnection.open(file, settings, false);
            database.threads.add(
                    new GroupCommitThread(writer, database.writes, settings.groupLimit()));
            SchemaUpgrade.apply(writer, migrations, file);
            for (int i = 1; i <= settings.readers(); i++) {
                Sql reader = SqliteConnection.open(file, settings, true);
                database.threads.add(new ReaderThread(i, reader, database.reads));
            }
        } catch (SQLException | IOException e) {
            database.threads.forEach(SqliteThread::closeUnstarted);
            throw new StorageException(file + ": cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            database.threads.forEach(SqliteThread::closeUnstarted);
            throw e;
        }
        database.threads.forEach(SqliteThread::start);
        return database;
    }

    /// Reads. Blocks until the answer is there. Not to be called inside another read or write.
    ///
    /// @throws StorageException if the query fails or no answer comes in time
    public <T> T read(Work<T> work) {
        return await(reads, new Task<>(transaction -> work.run(transaction.sql())), "read");
    }

    /// The same, for a read that may turn out long: once it has begun it is stopped after this
    /// time.
    ///
    /// @throws StorageException.TooSlow if it was stopped
    public <T> T read(Duration within, Work<T> work) {
        return await(
                reads,
                new Task<>(transaction -> work.run(transaction.sql()), within, false),
                "read");
    }

    /// Writes, in a transaction shared with whatever else waits. Blocks until it is committed. Not
    /// to be called inside another read or write.
    ///
    /// If this thread is interrupted or the time is up, the write may or may not have happened.
    ///
    /// @throws StorageException if the change fails (then nothing of it happened) or no answer
    ///   comes in time
    public <T> T write(Change<T> change) {
        return await(writes, new Task<>(change), "write");
    }

    /// As [#write], for a change of many rows: in a transaction of its own, so that it costs no
    /// more when others write at the same time.
    public <T> T writeMany(Change<T> change) {
        return await(writes, new Task<>(change, Duration.ofDays(1), true), "write");
    }

    private <T> T await(BlockingQueue<Task<?>> queue, Task<T> task, String what) {
        if (threads.stream().anyMatch(SqliteThread::isCurrent)) {
            throw new IllegalStateException(
                    "a " + what + " inside another would wait for itself; use the Sql at hand");
        }
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        try {
            enqueue(queue, task, what, deadline);
            long left = Math.max(0, deadline - System.nanoTime());
            return task.answer().get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.abandon();
            throw new StorageException(file + ": no answer to a " + what + late(), e);
        } catch (InterruptedException e) {
            task.abandon();
            Thread.currentThread().interrupt();
            throw new StorageException(file + ": a " + what + " was interrupted", e);
        } catch (ExecutionException e) {
            throw rethrown(e, what);
        }
    }

    private void enqueue(BlockingQueue<Task<?>> queue, Task<?> task, String what, long deadline)
            throws InterruptedException {
        if (closed) {
            throw isClosed();
        }
        long wait = deadline - System.nanoTime();
        if (!queue.offer(task, wait, TimeUnit.NANOSECONDS)) {
            throw new StorageException(
                    file + ": " + queue.size() + " " + what + "s are waiting" + late(), null);
        }
        if (closed && queue.remove(task)) { // else somebody has it and will answer
            throw isClosed();
        }
    }

    private StorageException isClosed() {
        return new StorageException(file + ": is closed", null);
    }

    private String late() {
        return " after " + settings.timeout().toMillis() + " ms";
    }

    private RuntimeException rethrown(ExecutionException e, String what) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException thrown) {
            return thrown;
        }
        Throwable why = cause == null ? e : cause;
        if (why instanceof SQLException failed
                && failed.getErrorCode() == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
            return new StorageException.TooSlow(
                    file + ": a " + what + " took too long and was stopped", why);
        }
        if (why instanceof SQLException failed
                && failed.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code) {
            return new StorageException(
                    file
                            + ": a "
                            + what
                            + " failed, because the disk is full. Make room on it; what was stored"
                            + " before is safe",
                    why);
        }
        String said = why instanceof SQLException ? why.getMessage() : why.toString();
        return new StorageException(file + ": a " + what + " failed: " + said, why);
    }

    public Path file() {
        return file;
    }

    /// Runs SQLite's own check of the whole file; seconds on a large one.
    ///
    /// @return what is wrong; empty if nothing is
    public List<String> integrityProblems() {
        return read(sql -> sql.list("PRAGMA integrity_check(20)", row -> row.getString(1))).stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    /// Finishes what was accepted, then closes the file. If this thread is interrupted meanwhile,
    /// what has not begun is refused. May be called more than once.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // a stop from before must not cost any write
        closed = true;
        try {
            for (SqliteThread thread : threads) {
                thread.finish();
            }
            for (SqliteThread thread : threads) {
                thread.awaitEnd();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            threads.forEach(SqliteThread::interrupt);
        }
        for (BlockingQueue<Task<?>> queue : List.of(writes, reads)) {
            for (Task<?> task = queue.poll(); task != null; task = queue.poll()) {
                task.refuse(isClosed());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
