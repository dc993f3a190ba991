package dev.hqe.ui.internal.approvals;

import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalQuestion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A question of which somebody waits for the answer. Two of them are equal only if they are one.
/// Thread-safe.
public final class Asked {

    private final ApprovalQuestion question;
    private final CompletableFuture<Optional<Approval>> answer = new CompletableFuture<>();

    Asked(ApprovalQuestion question) {
        this.question = question;
    }

    public ApprovalQuestion question() {
        return question;
    }

    /// Whether nobody waits for an answer any more.
    boolean isOver() {
        return answer.isDone();
    }

    /// The first answer counts; empty says that nobody could be asked.
    ///
    /// @return whether this was the first
    boolean answer(Optional<Approval> said) {
        return answer.complete(said);
    }

    /// Waits for the answer; interrupted, it takes the question back.
    Optional<Approval> await() throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never a failure", e);
        } finally {
            answer.complete(Optional.empty());
        }
    }
}
