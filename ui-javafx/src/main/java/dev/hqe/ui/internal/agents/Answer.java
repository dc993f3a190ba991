package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.policy.Approvals.Remembered;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.Ruling;
import java.time.Instant;
import java.util.Optional;

/// Something that a person has said once for more than one call.
sealed interface Answer {

    /// Whom it is about, as rules name them: `agent:claude-code`.
    String subject();

    String tool();

    Ruling ruling();

    /// When a person is asked again; empty for never.
    Optional<Instant> until();

    /// "For this session": it ends with the workbench.
    record OfSession(Remembered remembered) implements Answer {

        @Override
        public String subject() {
            return ClientId.of(remembered.principal()).ruleSubject();
        }

        @Override
        public String tool() {
            return remembered.tool().value();
        }

        @Override
        public Ruling ruling() {
            return Ruling.ALLOW;
        }

        @Override
        public Optional<Instant> until() {
            return Optional.of(remembered.until());
        }
    }

    /// A rule of the file, made by "always" or by hand.
    record OfRule(PolicyRule rule) implements Answer {

        @Override
        public String subject() {
            return rule.principal().text();
        }

        @Override
        public String tool() {
            return rule.tool().text();
        }

        @Override
        public Ruling ruling() {
            return rule.ruling();
        }

        @Override
        public Optional<Instant> until() {
            return rule.end();
        }
    }
}
