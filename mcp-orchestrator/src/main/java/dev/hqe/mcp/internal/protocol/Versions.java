package dev.hqe.mcp.internal.protocol;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Which protocol versions are served, for transports that are told the version beside the message.
public final class Versions {

    /// What the modern era speaks.
    public static final String MODERN = ModernEra.VERSION;

    /// What the legacy era speaks, newest first.
    public static final List<String> LEGACY = LegacyEra.VERSIONS;

    private Versions() {}

    /// The error for any other (2026-07-28, Versioning, "Protocol Version Negotiation").
    public static RpcError unsupported(String requested) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        // Older versions are served as well, but by their handshake, not by naming them in _meta.
        data.putArray("supported").add(MODERN);
        data.put("requested", Quoted.brief(requested));
        return new RpcError(
                RpcError.UNSUPPORTED_PROTOCOL_VERSION,
                "Unsupported protocol version: this server speaks "
                        + MODERN
                        + " and, once initialize has agreed on one, "
                        + String.join(", ", LEGACY),
                data);
    }
}
