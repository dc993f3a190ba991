package dev.hqe.kernel.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A platform thread that owns one connection and works off a queue.
abstract class SqliteThread {

    private static final Logger LOG = System.getLogger(Database.class.getName());
    private static final long FINISH_MILLIS = 30_000;

    /// Something asked of the database, and the answer.
    static final class Task<T> {
        private final Database.Change<T> change;
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        /// The longest that it may run, once it has begun.
        private final long nanos;

        private final boolean large;
        private long deadline = Long.MAX_VALUE;

        Task(Database.Change<T> change) {
            this(change, Duration.ofDays(1), false);
        }

        Task(Database.Change<T> change, Duration within, boolean large) {
            this.change = change;
            this.nanos = within.toNanos();
            this.large = large;
        }

        /// Whether it is to share its transaction with nothing else.
        boolean isLarge() {
            return large;
        }

        void begin() {
            deadline = System.nanoTime() + nanos;
        }

        /// Whether it has run for too long or nobody waits any more; asked by the thread that runs
        /// it.
        boolean isOver() {
            return abandoned() || System.nanoTime() - deadline > 0;
        }

        CompletableFuture<T> answer() {
            return answer;
        }

        /// Nobody waits any more: it is not begun if it has not been.
        void abandon() {
            answer.cancel(false);
        }

        boolean abandoned() {
            return answer.isCancelled();
        }

        void refuse(Throwable why) {
            answer.completeExceptionally(why);
        }

        /// Runs the work and gives back how to tell the caller, which may have to wait for the
        /// commit.
        Outcome run(Sql sql) {
            Transaction transaction = new Transaction(sql);
            try {
                T value = change.run(transaction);
                return new Outcome(null, transaction, () -> answer.complete(value));
            } catch (SQLException | RuntimeException | Error e) { // the edge: somebody else's work
                return new Outcome(e, transaction, () -> answer.completeExceptionally(e));
            }
        }
    }

    /// What became of a task.
    record Outcome(@Nullable Throwable failure, Transaction transaction, Runnable tell) {}

    /// Ends one thread of those that share a queue; everything queued before it is done first.
    private static final Task<Boolean> LAST = new Task<>(transaction -> true);

    private final Sql sql;
    private final BlockingQueue<Task<?>> queue;
    private final Thread thread;
    private boolean last;

    SqliteThread(String name, Sql sql, BlockingQueue<Task<?>> queue) {
        this.sql = sql;
        this.queue = queue;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
    }

    /// Handles a task taken from the queue, and any more it wants to take.
    abstract void handle(Task<?> first);

    /// One more task, if one is waiting. To be called by [#handle] only.
    final @Nullable Task<?> poll() {
        Task<?> task = last ? null : queue.poll();
        last |= task == LAST;
        return last ? null : task;
    }

    final Sql sql() {
        return sql;
    }

    /// Whether the calling thread is this one.
    final boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    final void start() {
        thread.start();
    }

    private void loop() {
        try {
            while (!last) {
                Task<?> task = queue.take();
                last = task == LAST;
                if (!last) {
                    handleSafely(task);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            closeConnection();
        }
    }

    private void handleSafely(Task<?> task) {
        try {
            handle(task);
        } catch (RuntimeException | Error e) { // the edge: this thread must outlive any one task
            LOG.log(Level.ERROR, thread.getName() + " failed on a task", e);
            task.refuse(e);
        }
    }

    /// Asks the thread to end once what is queued is done.
    final void finish() throws InterruptedException {
        if (!queue.offer(LAST, FINISH_MILLIS, TimeUnit.MILLISECONDS)) {
            thread.interrupt();
        }
    }

    final void awaitEnd() throws InterruptedException {
        thread.join(FINISH_MILLIS);
        if (thread.isAlive()) {
            LOG.log(Level.WARNING, "{0} did not finish in time", thread.getName());
            thread.interrupt();
        }
    }

    final void interrupt() {
        thread.interrupt();
    }

    final void closeUnstarted() {
        closeConnection();
    }

    private void closeConnection() {
        try {
            sql.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "cannot close a connection", e);
        }
    }
}
