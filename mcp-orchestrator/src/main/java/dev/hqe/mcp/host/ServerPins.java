package dev.hqe.mcp.host;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.config.ServerName;
import java.nio.file.Path;
import java.util.List;

/// What is known of a server without connecting to it, and a person's yes to its tools, from a
/// process that does not host it: the host takes it on within a second. Thread-safe.
public final class ServerPins {

    private final ServerName server;
    private final CatalogFile file;

    /// @param folder where catalogs are kept, `servers` under the data directory
    public ServerPins(Path folder, ServerName server) {
        this.server = server;
        this.file = new CatalogFile(folder, server);
    }

    /// What a server was last seen to offer.
    ///
    /// @param seen whether it was ever asked
    /// @param tools how many of its tools can be called
    /// @param quarantined its tools that wait for a person's yes
    public record Known(
            boolean seen, int tools, int prompts, int resources, List<Difference> quarantined) {

        public Known {
            quarantined = List.copyOf(quarantined);
        }
    }

    /// What is known of it now.
    public Known known() {
        Catalog now = file.read();
        return new Known(
                now.seen(),
                now.usable().size(),
                now.prompts().size(),
                now.resources().size(),
                now.quarantined());
    }

    /// A person's yes to definitions as they were shown.
    ///
    /// @throws McpException when one of them is another one by now, or it cannot be kept
    public void accept(List<Difference> shown) {
        file.update(now -> now.acceptingShown(server, shown));
    }

    /// Asks the host to end the server's connection and process and to forget its failures. Once it
    /// has noticed, which takes a second, the next call starts the server.
    public void askRestart() {
        file.askRestart();
    }

    /// Forgets what was seen of a server that is not hosted any more. What was accepted is kept:
    /// when a server of that name comes back, anything else of it waits for a yes.
    public void leave() {
        file.leave();
    }

    /// Forgets also what was accepted, so that a server of that name is a new one.
    public void forget() {
        file.delete();
    }
}
