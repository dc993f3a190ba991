package dev.hqe.kernel.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one writer: takes what has queued up, runs each change in a savepoint, commits them all at
/// once, and only then tells the callers. A commit that fails (a full disk) fails them all.
///
/// A large change, and one that nothing else waits beside, has the transaction for itself and needs
/// no savepoint. That is worth it: within one, SQLite keeps a copy of each page that any of its
/// statements has changed until its end, which makes storing an entity cost two and a half times as
/// much.
final class GroupCommitThread extends SqliteThread {

    private final int limit;

    GroupCommitThread(Sql sql, BlockingQueue<Task<?>> writes, int limit) {
        super("hqe-db-writer", sql, writes);
        this.limit = limit;
    }

    @Override
    void handle(Task<?> first) {
        List<Task<?>> group = new ArrayList<>();
        @Nullable Task<?> large = null;
        for (Task<?> next = first; next != null; next = large == null ? next(group.size()) : null) {
            if (next.isLarge()) {
                large = next;
            } else {
                group.add(next);
            }
        }
        try {
            if (!group.isEmpty()) {
                commit(group);
            }
        } finally {
            if (large != null) {
                commit(List.of(large));
            }
        }
    }

    private void commit(List<Task<?>> group) {
        List<Outcome> outcomes = new ArrayList<>(group.size());
        try {
            sql().update("BEGIN IMMEDIATE");
            boolean good = true;
            for (Task<?> task : group) {
                if (!task.abandoned()) {
                    Outcome outcome = group.size() == 1 ? task.run(sql()) : inSavepoint(task);
                    good &= outcome.failure() == null || group.size() > 1;
                    outcomes.add(outcome);
                }
            }
            sql().update(good ? "COMMIT" : "ROLLBACK");
        } catch (SQLException | RuntimeException | Error e) { // whoever waits must be told
            rollBack(e);
            // those that failed by themselves are told why, the others why they did not happen
            outcomes.stream().filter(o -> o.failure() != null).forEach(o -> o.tell().run());
            group.forEach(task -> task.refuse(e));
            return;
        }
        for (Outcome outcome : outcomes) {
            if (outcome.failure() == null) {
                outcome.transaction().committed();
            }
            outcome.tell().run();
        }
    }

    private @Nullable Task<?> next(int taken) {
        return taken < limit ? poll() : null;
    }

    private Outcome inSavepoint(Task<?> task) throws SQLException {
        sql().update("SAVEPOINT change");
        Outcome outcome = task.run(sql());
        Throwable failure = outcome.failure();
        if (failure != null) {
            rollBackTo(failure);
        }
        sql().update("RELEASE change");
        return outcome;
    }

    /// A full disk ends the whole transaction, not the savepoint alone: then nothing of the group
    /// has happened, and that is why.
    private void rollBackTo(Throwable failure) throws SQLException {
        try {
            sql().update("ROLLBACK TO change");
        } catch (SQLException e) {
            if (failure instanceof SQLException why) {
                why.addSuppressed(e);
                throw why;
            }
            throw e;
        }
    }

    private void rollBack(Throwable cause) {
        try {
            sql().update("ROLLBACK");
        } catch (SQLException e) { // some failures, such as a full disk, have rolled back already
            cause.addSuppressed(e);
        }
    }
}
