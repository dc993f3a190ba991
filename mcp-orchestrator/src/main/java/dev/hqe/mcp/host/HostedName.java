package dev.hqe.mcp.host;

import dev.hqe.kernel.file.Sha256;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.config.ServerName;

/// What a hosted server's tool or prompt is called here: `server.name`. A server may use
/// characters, or a length, that clients do not take; such a name is made to fit and ends with a
/// piece of its hash, so that two of them never become one.
final class HostedName {

    private static final int MAX_LENGTH = 128;

    private HostedName() {}

    /// @param nameThere what the server calls it
    /// @throws McpException when that is empty
    static ToolName of(ServerName server, String nameThere) {
        if (nameThere.isEmpty()) {
            throw new McpException("it has no name");
        }
        String plain = server + "." + nameThere;
        if (ToolName.isValid(plain)) {
            return new ToolName(plain);
        }
        return new ToolName(
                Sha256.name(
                        plain,
                        nameThere,
                        MAX_LENGTH,
                        beginning -> beginning.replaceAll("[^A-Za-z0-9_.-]", "_")));
    }
}
