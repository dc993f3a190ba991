package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.Quoted;
import java.util.List;

/// Who makes a call. Name and version are what the client says of itself: fit for display and
/// records, never for deciding what it may do (2026-07-28, Overview, `clientInfo`). Its access is
/// what the workbench has checked.
///
/// @param kind how it came in, which this process knows for itself
/// @param name the client's name, at most 100 printable characters are kept
/// @param version the client's version, likewise
/// @param access what it has shown of itself, and what it may see and use
public record Principal(Kind kind, String name, String version, Access access) {

    /// Somebody on this machine, who may use everything.
    public Principal(Kind kind, String name, String version) {
        this(kind, name, version, Access.LOCAL);
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

    /// What two calls share that come with the same key and under the same profile through the same
    /// kind of door; for counting what one holder uses.
    public Object holder() {
        return List.of(kind, access.identity(), access.profile());
    }

    /// Whether two calls come with the same key and under the same profile through the same kind of
    /// door. What clients say of themselves does not count, so all of this machine that come
    /// without a profile are one holder.
    public boolean isSameHolder(Principal other) {
        return kind == other.kind && access.isSameHolder(other.access);
    }
}
