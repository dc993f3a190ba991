package dev.hqe.mcp.process;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.config.ServerName;
import java.time.Instant;

/// A hosted server's process runs.
///
/// @param server which
/// @param pid the first process of its tree
/// @param at when
public record ServerStarted(ServerName server, long pid, Instant at) implements Fact {}
