package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.internal.protocol.QuietTrace;
import dev.hqe.mcp.sandbox.CircuitOpen;
import dev.hqe.mcp.sandbox.DeadlineExceeded;
import dev.hqe.mcp.sandbox.GuestFault;
import dev.hqe.mcp.sandbox.HostFault;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.PermissionFault;
import dev.hqe.mcp.sandbox.RunInterrupted;
import dev.hqe.mcp.sandbox.RunRevoked;
import dev.hqe.mcp.sandbox.SandboxBusy;
import dev.hqe.mcp.sandbox.SandboxException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.temporal.ChronoUnit;

/// What the caller of a tool is told of a run that did not come to an end of its own.
final class SandboxEnds {

    private static final Logger LOG = System.getLogger(SandboxEnds.class.getName());

    private SandboxEnds() {}

    /// @throws InterruptedException if the call was cancelled
    static ToolOutcome outcome(SandboxException e, TopicId topic) throws InterruptedException {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case RunInterrupted interrupted -> throw cancelled(interrupted);
            case RunRevoked revoked -> new ToolOutcome.Refused(message, revoked(topic));
            case CircuitOpen paused -> new ToolOutcome.Refused(message, again(paused, topic));
            case SandboxBusy busy -> new ToolOutcome.Refused(message, "Call it again later.");
            case PermissionFault fault -> new ToolOutcome.Refused(message, grants(fault, topic));
            case ModuleRefusedException refused -> new ToolOutcome.Failed(message);
            case GuestFault fault -> new ToolOutcome.Failed(message);
            case DeadlineExceeded late -> new ToolOutcome.Failed(message);
            case HostFault fault -> {
                log(fault);
                yield new ToolOutcome.Failed(message);
            }
        };
    }

    static void log(HostFault fault) {
        LOG.log(Level.ERROR, () -> "a program's host broke with " + QuietTrace.of(fault));
    }

    private static String again(CircuitOpen paused, TopicId topic) {
        return "It is tried again after "
                + paused.retryAt().truncatedTo(ChronoUnit.SECONDS)
                + ". Tell the person who runs this workbench that the Topic "
                + topic
                + " keeps failing: hqe topic show "
                + topic
                + " says why. Once that is mended, hqe topic resume "
                + topic
                + " lets it go on sooner.";
    }

    private static String revoked(TopicId topic) {
        return "A person has taken back or changed what the Topic "
                + topic
                + " may do. Do not try around it; list the tools to see whether it is still there.";
    }

    private static String grants(PermissionFault fault, TopicId topic) {
        return fault.permission().grantable()
                ? "Only the person who runs this workbench can grant the Topic "
                        + topic
                        + " more: tell them what it asked for, and do not try around it."
                : "There is no permission for that, so no grant helps. Use a version of the Topic that"
                        + " does without.";
    }

    static InterruptedException cancelled(RunInterrupted cause) {
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }
}
