package dev.hqe.mcp.host;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.config.ServerName;
import java.time.Instant;

/// A hosted server offers something else than before.
///
/// @param server which
/// @param tools how many of its tools can be called
/// @param quarantined how many wait for a person's yes
/// @param at when that was found out
public record ServerCatalogChanged(ServerName server, int tools, int quarantined, Instant at)
        implements Fact {}
