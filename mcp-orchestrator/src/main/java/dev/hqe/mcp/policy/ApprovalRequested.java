package dev.hqe.mcp.policy;

import dev.hqe.kernel.bus.Fact;
import java.time.Instant;

/// A call waits for a person's word. Secrets in its arguments are hidden and long values cut.
///
/// @param question what is asked
/// @param asked where: at the window, through the agent, at the terminal
/// @param at when
/// @param until when it counts as denied
public record ApprovalRequested(ApprovalQuestion question, Place asked, Instant at, Instant until)
        implements Fact {}
