package dev.hqe.mcp;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A question to the one who made a call got no answer. A tool may catch it and do without; else
/// the road tells the caller.
public final class CallerException extends McpException {

    private final transient Optional<ObjectNode> missing;

    /// No answer, for a reason that the message gives.
    public CallerException(String message) {
        super(message);
        this.missing = Optional.empty();
    }

    private CallerException(String message, ObjectNode missing) {
        super(message);
        this.missing = Optional.of(missing);
    }

    /// The client has not said that it can do that.
    ///
    /// @param missing a `ClientCapabilities` object of what it would need
    public static CallerException missing(ObjectNode missing) {
        return new CallerException(
                "the client that made this call cannot answer: it would need the capability "
                        + missing,
                missing);
    }

    /// Somebody who can be asked nothing was asked something.
    static CallerException cannotBeAsked(Caller caller, Map<String, InputRequest> requests) {
        return requests.values().stream()
                .flatMap(request -> caller.abilities().missingFor(request).stream())
                .findFirst()
                .map(CallerException::missing)
                .orElseGet(() -> new CallerException("there is nobody who could be asked"));
    }

    /// The capability that the client lacks; empty when it is something else.
    public Optional<ObjectNode> missing() {
        return missing;
    }
}
