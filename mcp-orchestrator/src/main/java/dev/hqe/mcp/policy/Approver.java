package dev.hqe.mcp.policy;

import java.util.Optional;

/// Somebody who can ask a person: the window, a terminal. Safe from several threads at once.
public interface Approver {

    /// Where it asks. Of several the window is asked first.
    Place place();

    /// Whether there is a person to ask right now, such as a window that is open. Never blocks.
    boolean isThere();

    /// Asks and waits. It is interrupted when the time for an answer is over or the call was
    /// cancelled, and then takes its question back.
    ///
    /// @return what the person said; empty when nobody could be asked after all
    /// @throws InterruptedException when interrupted
    Optional<Approval> ask(ApprovalQuestion question) throws InterruptedException;
}
