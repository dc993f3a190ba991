package dev.hqe.mcp.client;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.util.Optional;

/// How one request ended.
sealed interface Reply {

    /// A result.
    ///
    /// @param type its `resultType`; empty when it has none, as in the legacy era
    record Result(RawJson json, String type) implements Reply {}

    /// A JSON-RPC error.
    ///
    /// @param status the HTTP status it came with; 0 on other transports
    record Fault(int code, String message, Optional<RawJson> data, int status) implements Reply {}

    /// An HTTP status that is no success, without a JSON-RPC error.
    ///
    /// @param body its beginning, for people
    record Refused(int status, String body) implements Reply {}

    /// The HTTP session that the request named is over; the server did not look at the request.
    record SessionOver() implements Reply {}

    /// An answer that is neither a result nor an error.
    ///
    /// @param why what it is not, as a sentence about it
    record Misshapen(String why) implements Reply {}

    /// No answer will come.
    record Lost(String why) implements Reply {}

    /// Our own side failed, for example the authorization.
    record Broken(RuntimeException cause) implements Reply {}

    /// The result, or what stands in its way as an exception.
    default Result orThrow(String method) {
        return switch (this) {
            case Result result -> result;
            case Fault(int code, String message, var data, int _) ->
                    throw new ServerFault(code, message, data);
            case Refused(int status, String body) ->
                    throw new ClientException.HttpRefused(
                            status,
                            "the server refused "
                                    + method
                                    + " with HTTP status "
                                    + status
                                    + (body.isBlank() ? "" : ": " + Quoted.brief(body, 300)));
            case SessionOver() ->
                    throw new ClientException.Lost(
                            "the server ended the session again during " + method + ": try again");
            case Broken(RuntimeException cause) ->
                    throw new ClientException(
                            method + " was not sent: " + cause.getMessage(), cause);
            case Misshapen(String why) ->
                    throw new ClientException(
                            "the server answered "
                                    + method
                                    + " with something that is no result: "
                                    + why);
            case Lost(String why) ->
                    throw new ClientException.Lost("no answer to " + method + ": " + why);
        };
    }
}
