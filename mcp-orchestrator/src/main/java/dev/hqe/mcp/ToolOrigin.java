package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.Quoted;

/// Where a tool comes from. What may be done without asking depends on it, and so does what a
/// person is told when two sides offer the same name. It never goes over the wire.
///
/// @param kind what sort of place
/// @param name which one: a Topic's id, a server's name; empty where there is only one
public record ToolOrigin(Kind kind, String name) {

    /// The sorts of places.
    public enum Kind {
        /// The workbench itself: its code, its word.
        WORKBENCH,
        /// A Topic's program, which runs in the sandbox.
        TOPIC,
        /// Somebody else's MCP server.
        SERVER,
        /// Nobody has said; trusted least.
        UNKNOWN
    }

    /// The workbench's own.
    public static final ToolOrigin WORKBENCH = new ToolOrigin(Kind.WORKBENCH, "");

    /// Nobody has said.
    public static final ToolOrigin UNKNOWN = new ToolOrigin(Kind.UNKNOWN, "");

    public ToolOrigin {
        name = Quoted.brief(name);
    }

    /// A Topic's tool.
    public static ToolOrigin topic(String id) {
        return new ToolOrigin(Kind.TOPIC, id);
    }

    /// A tool of a hosted server.
    public static ToolOrigin server(String name) {
        return new ToolOrigin(Kind.SERVER, name);
    }

    /// For a sentence: `the workbench`, `Topic 'x'`, `server 'x'`, `an unnamed provider`.
    @Override
    public String toString() {
        return switch (kind) {
            case WORKBENCH -> "the workbench";
            case TOPIC -> "Topic '" + name + "'";
            case SERVER -> "server '" + name + "'";
            case UNKNOWN -> "an unnamed provider";
        };
    }
}
