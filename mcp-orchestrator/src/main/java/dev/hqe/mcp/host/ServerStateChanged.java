package dev.hqe.mcp.host;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.config.ServerName;
import java.time.Instant;

/// A hosted server is being connected, is connected, is let go of, or could not be connected.
///
/// @param server which
/// @param state how it stands now
/// @param reason why it cannot be used; empty for none
/// @param at when
public record ServerStateChanged(
        ServerName server, ServerStatus.State state, String reason, Instant at) implements Fact {}
