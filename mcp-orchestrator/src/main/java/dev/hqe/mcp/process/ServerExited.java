package dev.hqe.mcp.process;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.config.ServerName;
import java.time.Instant;

/// A hosted server's process has ended, and all that it had started.
///
/// @param server which
/// @param pid what the first process of its tree was
/// @param requested whether the workbench or a person stopped it
/// @param reason why, with its last words; secrets are hidden
/// @param at when
public record ServerExited(
        ServerName server, long pid, boolean requested, String reason, Instant at)
        implements Fact {}
