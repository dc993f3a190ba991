package dev.hqe.mcp.policy;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One rule that a person has made.
///
/// @param principal whom it is about
/// @param tool which tools it is about
/// @param ruling what it says
/// @param until when it ends, to the second; [Instant#MAX] for never
public record PolicyRule(
        PrincipalPattern principal, ToolPattern tool, Ruling ruling, Instant until) {

    public PolicyRule {
        until = until.equals(Instant.MAX) ? until : until.truncatedTo(ChronoUnit.SECONDS);
    }

    /// A rule that does not end.
    public static PolicyRule of(PrincipalPattern principal, ToolPattern tool, Ruling ruling) {
        return new PolicyRule(principal, tool, ruling, Instant.MAX);
    }

    /// The same until some time.
    public PolicyRule until(Instant end) {
        return new PolicyRule(principal, tool, ruling, end);
    }

    /// When it ends; empty for never.
    public Optional<Instant> end() {
        return until.equals(Instant.MAX) ? Optional.empty() : Optional.of(until);
    }

    boolean speaksOf(Principal who, ToolName which, Instant now) {
        return now.isBefore(until) && principal.matches(who) && tool.matches(which);
    }

    /// Whether another rule is about the same principals and tools.
    boolean sameSubject(PolicyRule other) {
        return principal.equals(other.principal) && tool.equals(other.tool);
    }
}
