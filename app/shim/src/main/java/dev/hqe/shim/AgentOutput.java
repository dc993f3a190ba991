package dev.hqe.shim;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The agent's end: whole lines, so that what the workbench did not finish is not there at all.
/// Thread-safe.
final class AgentOutput {

    /// JSON-RPC's code for what is not the agent's mistake, and for what its arguments are.
    static final int FAILED = -32603;

    static final int INVALID = -32602;

    private static final int PIECE = 64 << 10;

    /// As much of a line is held back until its end is there.
    private static final int HELD = 1 << 20;

    private final OutputStream out;
    private byte[] held = new byte[PIECE];
    private int size;
    private int whole;
    private boolean partSent;
    private volatile boolean closed;

    AgentOutput(OutputStream out) {
        this.out = out;
    }

    boolean isClosed() {
        return closed;
    }

    synchronized void piece(byte[] bytes, int offset, int length, boolean ends) {
        if (size + length > held.length) {
            makeRoom(length);
        }
        System.arraycopy(bytes, offset, held, size, length);
        size += length;
        if (ends) {
            whole = size;
            partSent = false;
        }
    }

    private void makeRoom(int length) {
        flush();
        if (size + length > HELD) {
            send(held, size);
            partSent = size > 0 || partSent;
            size = 0;
        }
        if (size + length > held.length) {
            held = Arrays.copyOf(held, Math.max(2 * held.length, size + length));
        }
    }

    /// Sends the lines that are whole.
    synchronized void flush() {
        if (whole > 0) {
            send(held, whole);
            System.arraycopy(held, whole, held, 0, size - whole);
            size -= whole;
            whole = 0;
            if (size == 0 && held.length > PIECE) {
                held = new byte[PIECE];
            }
        }
    }

    /// Forgets the line that has just ended or is not whole yet.
    synchronized void drop() {
        size = whole;
    }

    /// No more of the line in the middle of which this is will come.
    synchronized void cut() {
        flush();
        size = 0;
        if (partSent) {
            partSent = false;
            send(new byte[] {'\n'}, 1);
        }
    }

    synchronized void error(String id, int code, String why) {
        line(
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id
                        + ",\"error\":{\"code\":"
                        + code
                        + ",\"message\":"
                        + quoted(why)
                        + "}}");
    }

    synchronized void line(String json) {
        flush();
        if (!partSent) {
            byte[] bytes = (json + '\n').getBytes(StandardCharsets.UTF_8);
            send(bytes, bytes.length);
        }
    }

    private void send(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            closed = true; // the agent is gone; its other end will say so as well
        }
    }

    /// Text as it stands in a JSON string.
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(' ');
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
