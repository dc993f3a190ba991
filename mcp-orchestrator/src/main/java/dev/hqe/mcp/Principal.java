package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.Quoted;

/// Who makes a call. Name and version are what the client says of itself: fit for display and
/// records, never for deciding what it may do (2026-07-28, Overview, `clientInfo`). The key is what
/// the workbench has checked.
///
/// @param kind how it came in, which this process knows for itself
/// @param name the client's name, at most 100 printable characters are kept
/// @param version the client's version, likewise
/// @param key the name of the API key that it came with; empty for none, as on stdio
public record Principal(Kind kind, String name, String version, String key) {

    /// Somebody without a key.
    public Principal(Kind kind, String name, String version) {
        this(kind, name, version, "");
    }

    /// The door that a call came through.
    public enum Kind {
        /// A program outside, over the protocol.
        AGENT,
        /// A person at the window or the command line.
        PERSON,
        /// A step of a flow.
        FLOW
    }

    public Principal {
        name = Quoted.brief(name);
        version = Quoted.brief(version);
    }

    /// Whether two calls come with the same key through the same kind of door. What clients say of
    /// themselves does not count.
    public boolean isSameHolder(Principal other) {
        return kind == other.kind && key.equals(other.key);
    }
}
