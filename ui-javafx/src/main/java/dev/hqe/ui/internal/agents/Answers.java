package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.policy.Approvals;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// What a person has said once for more than one call, and taking it back. Reads and writes a file,
/// so it blocks. Thread-safe.
final class Answers {

    private final Approvals approvals;
    private final PolicyFile rules;
    private final InstantSource clock;

    Answers(Approvals approvals, PolicyFile rules, InstantSource clock) {
        this.approvals = approvals;
        this.rules = rules;
        this.clock = clock;
    }

    /// All that holds now: for the session first, then the rules in their order.
    List<Answer> list() {
        Instant now = clock.instant();
        return Stream.<Answer>concat(
                        approvals.remembered().stream().map(Answer.OfSession::new),
                        rules.rules().rules().stream()
                                .filter(rule -> now.isBefore(rule.until()))
                                .map(Answer.OfRule::new))
                .toList();
    }

    /// Takes one back.
    ///
    /// @return takes that back
    /// @throws dev.hqe.mcp.policy.PolicyException when the file has problems or cannot be written
    Runnable take(Answer answer) {
        return switch (answer) {
            case Answer.OfSession(var remembered) -> {
                approvals.forget(remembered);
                yield () -> approvals.restore(remembered);
            }
            case Answer.OfRule(PolicyRule rule) -> rules.take(rule);
        };
    }
}
