package dev.hqe.mcp.oauth;

import dev.hqe.mcp.McpException;

/// A server could not be signed in to, or a document on the way there could not be trusted. The
/// message names the server, what is wrong and the fix; it never holds a token, a code or a secret.
public class OAuthException extends McpException {

    private static final long serialVersionUID = 1L;

    /// Longest piece of a foreign text that is repeated in a message, in characters.
    private static final int MAX_QUOTED_CHARS = 200;

    /// @param message what is wrong and what to do about it
    public OAuthException(String message) {
        super(message);
    }

    /// @param message what is wrong and what to do about it
    /// @param cause what was thrown underneath
    public OAuthException(String message, Throwable cause) {
        super(message, cause);
    }

    /// A foreign text as it may stand in a message: one line, printable, clipped.
    static String quoted(String foreign) {
        StringBuilder text = new StringBuilder("'");
        foreign.codePoints()
                .limit(MAX_QUOTED_CHARS)
                .map(c -> c < 0x20 || Character.getType(c) == Character.CONTROL ? ' ' : c)
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(text::appendCodePoint);
        if (foreign.codePointCount(0, foreign.length()) > MAX_QUOTED_CHARS) {
            text.append("...");
        }
        return text.append('\'').toString();
    }
}
