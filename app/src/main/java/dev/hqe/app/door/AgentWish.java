package dev.hqe.app.door;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.StdioConnection;
import java.util.List;

/// An agent that has come through the shim: MCP, until it leaves.
///
/// @param server what it is served
/// @param profiles what its arguments say it may see
public record AgentWish(McpServer server, Profiles profiles) implements Wish {

    /// As greetings call it.
    public static final String NAME = "mcp";

    /// Reads the arguments of `hqe mcp`.
    @FunctionalInterface
    public interface Profiles {

        /// What an agent with these arguments may see and use.
        ///
        /// @throws Refusal if they make no sense
        Access access(List<String> arguments) throws Refusal;
    }

    @Override
    public void serve(Guest guest, Opening opening) throws Exception {
        Access access = profiles.access(guest.greeting().arguments());
        guest.isUnder(access.profile());
        Streams streams = opening.accept();
        try (StdioConnection connection =
                new StdioConnection(
                        server, streams.in(), streams.out(), ConnectionLimits.DEFAULT, access)) {
            guest.introducedBy(connection::clientName, connection::clientVersion);
            connection.serve();
        }
    }
}
