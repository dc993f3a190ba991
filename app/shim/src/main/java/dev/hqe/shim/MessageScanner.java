package dev.hqe.shim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Follows JSON-RPC messages, one a line, as their bytes go by in pieces of any size, and says of
/// each what is at its head: `method` and `id`. It reads no further into a message than it must,
/// keeps no more than 64 KiB of it, and never stops the bytes: what is no JSON is somebody else's
/// to refuse.
///
/// An array of messages (a batch, protocol version 2025-03-26) is told message by message.
///
/// For one thread.
final class MessageScanner {

    /// The head of one message. All parts are JSON as it stands in the message, without the spaces
    /// between.
    ///
    /// @param method null for a response
    /// @param id null for a notification
    /// @param params null where there are none, or more than 1 KiB of them
    record Head(@Nullable String method, @Nullable String id, @Nullable String params) {

        boolean isRequest() {
            return method != null && id != null;
        }

        boolean isResponse() {
            return method == null && id != null;
        }
    }

    /// Who is told.
    interface Listener {

        /// A message went by.
        void message(Head head);

        /// A line has ended.
        ///
        /// @param line without its end; null where it was too long to be kept
        void line(byte @Nullable [] line);
    }

    private static final int MAX_LINE = 64 << 10;
    private static final int MAX_NAME = 16;
    private static final int MAX_VALUE = 1024;

    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(128);
    private boolean lineKept = true;

    private int base;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean nameNext;
    private boolean inName;
    private boolean inValue;
    private boolean textKept = true;
    private String name = "";
    private @Nullable String method;
    private @Nullable String id;
    private @Nullable String params;

    MessageScanner(Listener listener) {
        this.listener = listener;
        reset();
    }

    /// Whether the bytes so far end with a whole line.
    boolean isBetweenLines() {
        return lineKept && line.size() == 0;
    }

    /// Takes bytes in up to and with the next line's end, or all that there are.
    ///
    /// @return how many were taken
    int scan(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[offset + i];
            if (b == '\n') {
                keep(bytes, offset, i);
                endLine();
                return i + 1;
            }
            character(b);
        }
        keep(bytes, offset, length);
        return length;
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (lineKept && line.size() + length <= MAX_LINE) {
            line.write(bytes, offset, length);
        } else if (length > 0) {
            lineKept = false;
        }
    }

    private void endLine() {
        byte[] whole = lineKept ? line.toByteArray() : null;
        line.reset();
        lineKept = true;
        reset();
        listener.line(whole);
    }

    private void reset() {
        base = 1;
        depth = 0;
        inString = false;
        escaped = false;
        nameNext = false;
        endText();
        inName = false;
        inValue = false;
        clearHead();
    }

    private void clearHead() {
        method = null;
        id = null;
        params = null;
    }

    private void character(byte b) {
        if (inString) {
            inString(b);
            return;
        }
        switch (b) {
            case '"' -> startString(b);
            case '{', '[' -> open(b);
            case '}', ']' -> close(b);
            case ',' -> {
                if (depth == base) {
                    endValue();
                    nameNext = true;
                } else {
                    append(b);
                }
            }
            case ' ', '\t', '\r' -> {
                // Between the parts of a message; of no interest.
            }
            case ':' -> {
                if (depth == base && !name.isEmpty() && !inValue) {
                    inValue = true;
                } else {
                    append(b);
                }
            }
            default -> append(b);
        }
    }

    private void inString(byte b) {
        if (!escaped && b == '"') {
            inString = false;
            if (inName) {
                inName = false;
                name = endText();
                return;
            }
        } else {
            escaped = !escaped && b == '\\';
        }
        append(b);
    }

    private void startString(byte b) {
        inString = true;
        if (depth == base && nameNext) {
            inName = true;
            nameNext = false;
        } else {
            append(b);
        }
    }

    private void open(byte b) {
        if (depth == 0 && b == '[') {
            base = 2;
        }
        depth++;
        if (depth == base && b == '{') {
            nameNext = true;
        } else {
            append(b);
        }
    }

    private void close(byte b) {
        if (depth == base && b == '}') {
            endValue();
            listener.message(new Head(method, id, params));
            clearHead();
            nameNext = false;
        }
        depth--;
        append(b);
    }

    private void append(byte b) {
        if (!inName && !(inValue && isOfInterest())) {
            return;
        }
        if (text.size() < (inName ? MAX_NAME : MAX_VALUE)) {
            text.write(b);
        } else {
            textKept = false;
        }
    }

    private boolean isOfInterest() {
        return name.equals("id") || name.equals("method") || name.equals("params");
    }

    private void endValue() {
        if (inValue) {
            boolean whole = textKept;
            String value = endText();
            switch (name) {
                case "id" -> id = !whole || value.equals("null") ? null : value;
                case "method" -> method = value;
                case "params" -> params = whole ? value : null;
                default -> {
                    // What else a message has is not looked at.
                }
            }
        }
        inValue = false;
        name = "";
    }

    private String endText() {
        String kept = textKept ? text.toString(StandardCharsets.UTF_8) : "";
        text.reset();
        textKept = true;
        return kept;
    }
}
