package dev.hqe.mcp.policy;

import java.time.Duration;

/// The bounds of asking.
///
/// @param patience how long a question waits for its answer before it counts as denied
/// @param session how long an approval for the session holds at most
/// @param waiting how many calls may wait for a person at a time; further ones are denied
/// @param remembered how many approvals for the session are kept; the oldest goes first
public record ApprovalLimits(Duration patience, Duration session, int waiting, int remembered) {

    /// 2 minutes, 8 hours, 32 and 1000.
    public static final ApprovalLimits DEFAULT =
            new ApprovalLimits(Duration.ofMinutes(2), Duration.ofHours(8), 32, 1000);

    public ApprovalLimits {
        if (!patience.isPositive() || !session.isPositive() || waiting < 1 || remembered < 1) {
            throw new PolicyException(
                    "approval limits must be positive: patience="
                            + patience
                            + " session="
                            + session
                            + " waiting="
                            + waiting
                            + " remembered="
                            + remembered);
        }
    }

    /// The same with another patience.
    public ApprovalLimits patience(Duration other) {
        return new ApprovalLimits(other, session, waiting, remembered);
    }
}
