package dev.hqe.mcp;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What came of reading a resource, filling in a prompt or asking for suggestions.
public sealed interface Fetched {

    /// It is there.
    ///
    /// @param more the members of the result that protocol versions treat each in its own way:
    ///   `_meta`, `ttlMs`, `cacheScope`
    /// @param members the other members, written once and without the braces around them
    record Found(ObjectNode more, RawJson members) implements Fetched {}

    /// There is no such thing.
    record Absent() implements Fetched {}

    /// The request does not fit.
    ///
    /// @param message what is wrong and what would fit
    record Unfit(String message) implements Fetched {}

    /// It had to ask the client something that this client cannot answer.
    ///
    /// @param message what is missing
    /// @param required the same as a `ClientCapabilities` object
    record MissingCapability(String message, ObjectNode required) implements Fetched {}

    /// Another server answered with a JSON-RPC error, which the client is given as it is.
    ///
    /// @param code the JSON-RPC error code
    /// @param message the error's message: foreign text
    /// @param data the error's `data`; empty for none
    record Fault(int code, String message, Optional<RawJson> data) implements Fetched {}

    /// It is there and could not be had.
    ///
    /// @param message what went wrong, without a stack trace and without secrets
    record Failed(String message) implements Fetched {}

    /// The caller took the request back; nobody waits any more.
    record Cancelled() implements Fetched {}
}
