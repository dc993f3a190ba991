package dev.hqe.mcp;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The one who waits for a running call, as the code that runs sees them: it can be told how far
/// the call is, be sent log messages, and be asked for something. Which protocol version carries
/// that is not the tool's concern: before 2026-07-28 a question is a request of the server's, from
/// then on it is a result that says `input_required`, or a task in that state. Safe from any
/// thread.
public interface Caller extends ProgressSink {

    /// Somebody who only waits: cannot be asked, hears nothing.
    Caller NONE = reporting(ProgressSink.NONE);

    /// Somebody in this process who only wants to hear of progress.
    static Caller reporting(ProgressSink progress) {
        return new Caller() {
            @Override
            public void report(double done, double total, String message) {
                progress.report(done, total, message);
            }

            @Override
            public ClientAbilities abilities() {
                return ClientAbilities.NONE;
            }

            @Override
            public void log(LogLevel level, String logger, JsonNode data) {
                // Nobody listens.
            }

            @Override
            public Map<String, ObjectNode> ask(Map<String, InputRequest> requests) {
                throw CallerException.cannotBeAsked(this, requests);
            }
        };
    }

    /// What may be asked of them.
    ClientAbilities abilities();

    /// Sends a log message, if they want messages of that level. Never waits; messages that come
    /// too fast are dropped.
    ///
    /// @param logger which part speaks; empty for none
    /// @param data any JSON value
    void log(LogLevel level, String logger, JsonNode data);

    /// Lets the one who waits go: for a client that takes tasks the call becomes one from here on,
    /// answered with where to ask after it; one of 2025-11-25 over HTTP is let go of its connection
    /// and comes back for the answer. Everybody else waits on, and nothing happens.
    default void detach() {
        // Most wait for the result.
    }

    /// Asks them, all questions at once, and waits. The call's deadline stands still meanwhile, and
    /// so does its claim to one of the places for running tools.
    ///
    /// @param requests 1 to 16, each under a key that is the same whenever this call asks this
    ///   question, and unlike the key of any other
    /// @return the result object for each key, checked against what the protocol says of it; an
    ///   elicitation that was declined is such a result
    /// @throws CallerException when they cannot be asked that, answered with an error, or did not
    ///   answer in time
    /// @throws InterruptedException when the call was cancelled meanwhile
    Map<String, ObjectNode> ask(Map<String, InputRequest> requests) throws InterruptedException;
}
