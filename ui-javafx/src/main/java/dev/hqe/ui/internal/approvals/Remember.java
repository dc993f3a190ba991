package dev.hqe.ui.internal.approvals;

import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalQuestion;
import dev.hqe.ui.internal.Texts;
import java.util.EnumSet;
import java.util.Set;

/// For how long an answer holds.
enum Remember {
    CALL(Approval.ONCE, Approval.DENIED),
    SESSION(Approval.SESSION, Approval.DENIED),
    ALWAYS(Approval.ALWAYS, Approval.NEVER);

    private final Approval yes;
    private final Approval no;

    Remember(Approval yes, Approval no) {
        this.yes = yes;
        this.no = no;
    }

    /// What can be chosen: a caller whose name cannot stand in a rule gets none.
    static Set<Remember> choices(ApprovalQuestion question) {
        return question.ruleSubject().isPresent()
                ? EnumSet.allOf(Remember.class)
                : EnumSet.of(CALL, SESSION);
    }

    Approval yes() {
        return yes;
    }

    Approval no() {
        return no;
    }

    String title() {
        return Texts.of("approval.for." + this);
    }

    /// What the choice means, in a sentence.
    String meaning(ApprovalQuestion question) {
        return Texts.of(
                "approval.means." + this, question.ruleSubject().orElse(""), question.tool());
    }
}
