package dev.hqe.mcp.host;

import dev.hqe.mcp.client.Transport;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import java.util.List;

/// Opens the way to a server: starts its process, or prepares its address, with the references in
/// its configuration resolved. Safe from many threads; never called twice at once for one server.
public interface Connector {

    /// A new way to a server.
    ///
    /// @throws dev.hqe.mcp.McpException when there is none now; the message says why and what to do
    /// @throws InterruptedException when interrupted
    Transport open(HostedServerConfig server) throws InterruptedException;

    /// What the server last said on standard error, oldest first; empty for one without a process.
    List<String> stderr(ServerName server);

    /// Why the server's process has ended, with the last that it said, as the rest of a sentence;
    /// empty while it runs and for one without a process. Waits a moment for an end that is coming.
    String ending(ServerName server) throws InterruptedException;

    /// Forgets failures, so that the next [#open] starts anew.
    void reset(ServerName server);

    /// Ends what belongs to a server that is not hosted any more.
    void forget(ServerName server);
}
