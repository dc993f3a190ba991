package dev.hqe.mcp.outbound;

import dev.hqe.mcp.McpException;

/// A request was not made, or got no answer. The message names the host and what to do; it holds no
/// address, no header and nothing of a body.
public abstract sealed class WebException extends McpException {

    private static final long serialVersionUID = 1L;

    private WebException(String message) {
        super(message);
    }

    /// The request is none that is made: its address, a header or its size.
    public static final class Invalid extends WebException {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    /// The host's name stands for an address that may not be visited for this request.
    public static final class Inside extends WebException {

        private static final long serialVersionUID = 1L;

        private final Reach reach;

        Inside(String message, Reach reach) {
            super(message);
            this.reach = reach;
        }

        /// Where the innermost of its addresses lies.
        public Reach reach() {
            return reach;
        }
    }

    /// The name is unknown, nobody answers there, or the answer is not whole, too large or too
    /// late.
    public static final class Unanswered extends WebException {

        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }
}
