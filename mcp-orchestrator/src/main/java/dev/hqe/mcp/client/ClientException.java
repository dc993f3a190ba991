package dev.hqe.mcp.client;

import dev.hqe.mcp.McpException;

/// A request to a server that got no result. The subclasses are for callers that branch.
public class ClientException extends McpException {

    /// @param message what is wrong and what to do about it
    public ClientException(String message) {
        super(message);
    }

    /// @param message what is wrong and what to do about it
    /// @param cause what was thrown underneath
    public ClientException(String message, Throwable cause) {
        super(message, cause);
    }

    /// No answer in time; the server was told to stop.
    public static final class TimedOut extends ClientException {

        TimedOut(String message) {
            super(message);
        }
    }

    /// The connection ended, or the answer's stream broke, before the answer came. Whether the
    /// server did what it was asked is unknown.
    public static final class Lost extends ClientException {

        Lost(String message) {
            super(message);
        }
    }

    /// An HTTP status that is no success, without a JSON-RPC error in the body.
    public static final class HttpRefused extends ClientException {
        private final int status;

        HttpRefused(int status, String message) {
            super(message);
            this.status = status;
        }

        /// The status code.
        public int status() {
            return status;
        }
    }
}
