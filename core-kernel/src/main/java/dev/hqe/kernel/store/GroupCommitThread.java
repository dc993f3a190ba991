package dev.hqe.kernel.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one writer: takes what has queued up, runs each change in a savepoint, commits them all at
/// once, and only then tells the callers.
final class GroupCommitThread extends SqliteThread {

    private final int limit;

    GroupCommitThread(Sql sql, BlockingQueue<Task<?>> writes, int limit) {
        super("hqe-db-writer", sql, writes);
        this.limit = limit;
    }

    @Override
    void handle(Task<?> first) {
        List<Task<?>> group = new ArrayList<>();
        group.add(first);
        while (group.size() < limit && next() != null) {
            group.add(queue().remove());
        }
        List<Outcome> outcomes = new ArrayList<>(group.size());
        try {
            sql().update("BEGIN IMMEDIATE");
            for (Task<?> task : group) {
                if (!task.abandoned()) {
                    outcomes.add(inSavepoint(task));
                }
            }
            sql().update("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            StorageException why =
                    new StorageException("the transaction was rolled back: " + e.getMessage(), e);
            group.forEach(task -> task.refuse(why));
            return;
        }
        for (Outcome outcome : outcomes) {
            if (outcome.failure() == null) {
                outcome.transaction().committed();
            }
            outcome.tell().run();
        }
    }

    /// The next waiting change; this thread is the only one that takes from the queue.
    private @Nullable Task<?> next() {
        Task<?> next = queue().peek();
        return isLast(next) ? null : next;
    }

    private Outcome inSavepoint(Task<?> task) throws SQLException {
        sql().update("SAVEPOINT change");
        Outcome outcome = task.run(sql());
        if (outcome.failure() != null) {
            sql().update("ROLLBACK TO change");
        }
        sql().update("RELEASE change");
        return outcome;
    }

    private void rollBack(Exception cause) {
        try {
            sql().update("ROLLBACK");
        } catch (SQLException e) { // some failures, such as a full disk, have rolled back already
            cause.addSuppressed(e);
        }
    }
}
