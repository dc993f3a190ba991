package dev.hqe.mcp.process;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.config.ServerName;
import java.time.Instant;

/// A hosted server is not started again until a person says so.
///
/// @param server which
/// @param reason why, with its last words; secrets are hidden
/// @param fix what to do
/// @param at when
public record ServerGaveUp(ServerName server, String reason, String fix, Instant at)
        implements Fact {}
