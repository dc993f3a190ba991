package dev.hqe.mcp.client;

import dev.hqe.mcp.RawJson;
import tools.jackson.databind.node.ObjectNode;

/// What a server said of itself when the connection was made. Foreign text throughout.
///
/// @param era how it is spoken to; may be remembered
/// @param version the protocol version in use
/// @param info its `serverInfo`; empty when it named none
/// @param capabilities what it offers; not to be changed
/// @param instructions its advice for the model; empty for none
/// @param raw the whole result of `server/discover` or `initialize`
public record ServerProfile(
        ServerEra era,
        String version,
        ObjectNode info,
        ObjectNode capabilities,
        String instructions,
        RawJson raw) {

    /// Whether a capability was declared, for example `offers("resources", "subscribe")`.
    public boolean offers(String... path) {
        tools.jackson.databind.JsonNode node = capabilities;
        for (String step : path) {
            node = node.path(step);
        }
        return !node.isMissingNode() && !node.isNull() && !(node.isBoolean() && !node.asBoolean());
    }
}
