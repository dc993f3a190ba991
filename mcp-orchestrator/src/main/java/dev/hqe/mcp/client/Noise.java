package dev.hqe.mcp.client;

import dev.hqe.mcp.internal.protocol.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a server has said before its first message that is no message, such as a banner or a usage
/// text on standard output: the first line is kept to be shown, the others are counted. Nothing is
/// kept of a server that has said a message. Thread-safe.
final class Noise {

    /// A server with so many lines and no message speaks something else.
    static final int MAX_LINES = 200;

    private static final int MAX_READ = 16 << 10;
    private static final int MAX_SHOWN = 200;

    private final UnaryOperator<String> readable;
    private volatile boolean spoken;
    private String first = "";
    private int lines;

    /// @param readable hides secrets and what a terminal would act on
    Noise(UnaryOperator<String> readable) {
        this.readable = readable;
    }

    /// Takes in what was read of a line.
    ///
    /// @return whether this is one line too many without a message
    boolean heard(List<ServerMessage> messages, byte[] buffer, int offset, int length) {
        if (spoken) {
            return false;
        }
        if (!messages.stream().allMatch(ServerMessage.Unreadable.class::isInstance)) {
            spoken = true;
            return false;
        }
        return add(buffer, offset, length);
    }

    private synchronized boolean add(byte[] buffer, int offset, int length) {
        if (lines == MAX_LINES) {
            return false; // said already; what follows until the end is not counted
        }
        if (lines++ == 0) {
            int read = Math.min(length, MAX_READ);
            String text = new String(buffer, offset, read, StandardCharsets.UTF_8);
            first = Quoted.brief(readable.apply(text).strip(), MAX_SHOWN);
        }
        return lines == MAX_LINES;
    }

    /// The end of a sentence about an answer that has not come; empty when there is nothing to say.
    synchronized String said() {
        if (spoken || lines == 0) {
            return "";
        }
        return "; what it said instead is no MCP message"
                + (lines == 1 ? "" : " (" + lines + " lines, the first is shown)")
                + ": '"
                + first
                + "'";
    }
}
