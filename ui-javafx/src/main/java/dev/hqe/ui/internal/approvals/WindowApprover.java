package dev.hqe.ui.internal.approvals;

import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalQuestion;
import dev.hqe.mcp.policy.Approver;
import dev.hqe.mcp.policy.Place;
import dev.hqe.ui.internal.FxDispatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks the person at the window. It is there from [#open] to [#close]; closing passes the
/// questions that wait on to the next place, as nobody could be asked after all.
///
/// Thread-safe. A call's thread waits here, and never the JavaFX thread.
public final class WindowApprover implements Approver, AutoCloseable {

    /// Most questions that wait in a window; further ones are passed on to the next place. No
    /// person reads more than these before they time out.
    static final int MAX_WAITING = 32;

    private final ApprovalsModel model;
    private final FxDispatcher dispatcher;
    private final Set<Asked> waiting = new LinkedHashSet<>();
    private boolean there;

    public WindowApprover(ApprovalsModel model, FxDispatcher dispatcher) {
        this.model = model;
        this.dispatcher = dispatcher;
    }

    /// The window shows.
    public synchronized void open() {
        there = true;
    }

    /// The window is closed: whatever waits is asked elsewhere. From any thread.
    @Override
    public void close() {
        List<Asked> left;
        synchronized (this) {
            there = false;
            left = List.copyOf(waiting);
        }
        left.forEach(asked -> asked.answer(Optional.empty()));
    }

    @Override
    public Place place() {
        return Place.WINDOW;
    }

    @Override
    public synchronized boolean isThere() {
        return there && waiting.size() < MAX_WAITING;
    }

    @Override
    public Optional<Approval> ask(ApprovalQuestion question) throws InterruptedException {
        Asked asked = new Asked(question);
        synchronized (this) {
            if (!isThere()) {
                return Optional.empty();
            }
            waiting.add(asked);
        }
        try {
            dispatcher.post(() -> model.add(asked));
            return asked.await();
        } finally {
            synchronized (this) {
                waiting.remove(asked);
            }
            withdraw(asked);
        }
    }

    /// An interrupted thread cannot post, and a question that nobody waits for must not stay.
    private void withdraw(Asked asked) {
        boolean interrupted = Thread.interrupted();
        dispatcher.post(() -> model.withdraw(asked));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
