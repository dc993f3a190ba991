package dev.hqe.mcp;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What comes back from the road. Unknown tools and unfit arguments stand apart from the tool's own
/// outcomes because protocol versions differ in how they are told to the client.
public sealed interface ToolAnswer {

    /// The call has a result, good or bad.
    ///
    /// @param outcome the result as a value
    /// @param json the same as JSON, written once
    record Result(ToolOutcome outcome, ResultJson json) implements ToolAnswer {}

    /// No tool has that name.
    ///
    /// @param message says which name, and a near one if there is one
    record UnknownTool(String message) implements ToolAnswer {}

    /// The arguments do not fit the input schema; the tool has not run.
    ///
    /// @param message each place, what is wrong there and what is expected
    record BadArguments(String message) implements ToolAnswer {}

    /// The tool had to ask the client something that this client cannot answer.
    ///
    /// @param message what is missing
    /// @param required the same as a `ClientCapabilities` object
    record MissingCapability(String message, ObjectNode required) implements ToolAnswer {}

    /// Another server answered with a JSON-RPC error, which the client is given as it is.
    ///
    /// @param code the JSON-RPC error code
    /// @param message the error's message: foreign text
    /// @param data the error's `data`; empty for none
    record Fault(int code, String message, Optional<RawJson> data) implements ToolAnswer {}

    /// The caller took the call back; nobody waits for an answer any more.
    record Cancelled() implements ToolAnswer {}
}
