package dev.hqe.kernel.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// The transaction that a [Database.Change] runs in.
public final class Transaction {

    private static final Logger LOG = System.getLogger(Transaction.class.getName());

    private final Sql sql;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Sql sql) {
        this.sql = sql;
    }

    public Sql sql() {
        return sql;
    }

    /// Runs something once the change is committed and before it is acknowledged, on the writer's
    /// thread: drop a cached value, wake somebody. It must be quick and must not use the database.
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException | Error e) { // the edge: the change is committed all the same
                LOG.log(Level.ERROR, "an action after a commit failed", e);
            }
        }
    }
}
