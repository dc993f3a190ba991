package dev.hqe.mcp.internal.protocol;

import dev.hqe.kernel.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Finds the id of a request that is too large to be kept, while its bytes go by: whoever sent it
/// waits for an answer with that id. Keeps no more of it than an id may have. For one thread.
final class PassingRequest {

    private static final int MAX_NAME_BYTES = 8;

    /// Each character of an id may be written as a backslash, a u and four digits.
    private static final int MAX_ID_BYTES = 6 * RequestId.MAX_TEXT + 2;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean nameNext;
    private boolean inName;
    private boolean inId;
    private boolean over;
    private boolean hasMethod;
    private String name = "";
    private byte[] id = {};

    /// Looks at the next part of the message.
    void take(byte[] bytes, int from, int to) {
        for (int i = from; i < to && !over; i++) {
            if (inString) {
                inString(bytes[i]);
            } else {
                outside(bytes[i]);
            }
        }
    }

    /// The id, once the message has gone by; empty where it is no request: a response has an id as
    /// well, but that is one of ours, and a batch has many.
    Optional<RequestId> id() {
        if (!hasMethod || id.length == 0) {
            return Optional.empty();
        }
        try {
            return RequestId.of(Json.MAPPER.readTree(id));
        } catch (JacksonException e) {
            return Optional.empty(); // it would have been refused in a small message too
        }
    }

    private void inString(byte b) {
        if (!escaped && b == '"') {
            inString = false;
            if (inName) {
                inName = false;
                name = text.toString(StandardCharsets.UTF_8);
                text.reset();
                return;
            }
        } else {
            escaped = !escaped && b == '\\';
        }
        keep(b);
    }

    private void outside(byte b) {
        switch (b) {
            case ' ', '\t', '\r' -> {
                // Between the parts of a message; of no interest.
            }
            case '"' -> {
                inString = true;
                if (depth == 1 && nameNext) {
                    inName = true;
                    nameNext = false;
                } else {
                    keep(b);
                }
            }
            case '{', '[' -> {
                keep(b);
                depth++;
                nameNext = depth == 1;
                over = depth == 1 && b == '[';
            }
            case '}', ']' -> {
                if (depth == 1) {
                    endValue();
                }
                keep(b);
                depth--;
                over = depth <= 0;
            }
            case ':' -> {
                if (depth == 1) {
                    inId = name.equals("id");
                    hasMethod = hasMethod || name.equals("method");
                }
            }
            case ',' -> {
                if (depth == 1) {
                    endValue();
                    nameNext = true;
                }
            }
            default -> {
                over = depth == 0; // no JSON object
                keep(b);
            }
        }
    }

    private void keep(byte b) {
        if (inName ? text.size() < MAX_NAME_BYTES : inId && text.size() <= MAX_ID_BYTES) {
            text.write(b);
        }
    }

    private void endValue() {
        if (inId && text.size() <= MAX_ID_BYTES) {
            id = text.toByteArray();
        }
        inId = false;
        name = "";
        text.reset();
    }
}
