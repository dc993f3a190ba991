package dev.hqe.mcp.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events off a byte stream, by the algorithm of the WHATWG HTML standard, 9.2.6
/// "Interpreting an event stream". The libraries that do this bring an HTTP client of their own or
/// give events to callbacks, while this one blocks. For one thread.
final class EventStream {

    /// One event. The data is not copied.
    static final class Event {
        private final String type;
        private final byte[] data;

        Event(String type, byte[] data) {
            this.type = type;
            this.data = data;
        }

        /// `message` unless it was named.
        String type() {
            return type;
        }

        /// Its lines, joined by line feeds; may be empty.
        byte[] data() {
            return data;
        }
    }

    private static final int BUFFER = 16 * 1024;
    private static final int MAX_FIELD = 4_096;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private boolean started;
    private boolean skipLineFeed;
    private String lastId = "";
    private long retryMillis = -1;

    /// @param in not closed here
    /// @param maxBytes the longest event that is taken
    EventStream(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /// The last event id that came, also with an event that was not dispatched; empty for none.
    String lastId() {
        return lastId;
    }

    /// The reconnection time that the server set; -1 for none.
    long retryMillis() {
        return retryMillis;
    }

    /// Waits for the next event.
    ///
    /// @return empty at the end of the stream; an event that is cut off there does not count
    /// @throws IOException when reading fails, or an event is too long
    Optional<Event> next() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        String type = "";
        String id = lastId;
        boolean hasData = false;
        while (readLine(line, maxBytes - data.size())) {
            if (line.size() == 0) {
                lastId = id;
                if (hasData) {
                    return Optional.of(
                            new Event(type.isEmpty() ? "message" : type, data.toByteArray()));
                }
                type = "";
                continue;
            }
            byte[] text = line.toByteArray();
            int colon = indexOf(text, (byte) ':');
            if (colon == 0) {
                continue;
            }
            int nameEnd = colon < 0 ? text.length : colon;
            int from = colon < 0 ? text.length : colon + 1;
            if (from < text.length && text[from] == ' ') {
                from++;
            }
            switch (new String(text, 0, Math.min(nameEnd, 16), StandardCharsets.UTF_8)) {
                case "data" -> {
                    if (hasData) {
                        data.write('\n');
                    }
                    hasData = true;
                    data.write(text, from, text.length - from);
                }
                case "event" -> type = field(text, from);
                case "id" -> {
                    String given = field(text, from);
                    if (given.indexOf('\0') < 0) {
                        id = given;
                    }
                }
                case "retry" -> retry(field(text, from));
                default -> {
                    // Other fields are ignored.
                }
            }
        }
        return Optional.empty();
    }

    private void retry(String value) {
        if (!value.isEmpty()
                && value.length() <= 12
                && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            retryMillis = Long.parseLong(value);
        }
    }

    private static String field(byte[] text, int from) throws IOException {
        if (text.length - from > MAX_FIELD) {
            throw new IOException("a field of an event is longer than " + MAX_FIELD + " bytes");
        }
        return new String(text, from, text.length - from, StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] text, byte wanted) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// A line ends with CR, LF or both; one that is cut off at the end is none.
    private boolean readLine(ByteArrayOutputStream line, int atMost) throws IOException {
        line.reset();
        while (true) {
            if (at == end && !fill()) {
                return false;
            }
            if (skipLineFeed) {
                skipLineFeed = false;
                if (buffer[at] == '\n') {
                    at++;
                    continue;
                }
            }
            int start = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            line.write(buffer, start, at - start);
            if (line.size() > atMost + MAX_FIELD) {
                throw new IOException("an event is longer than " + maxBytes + " bytes");
            }
            if (at < end) {
                skipLineFeed = buffer[at++] == '\r';
                return true;
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (!started && end > 0) {
            started = true;
            while (end < 3 && end > 0 && (buffer[0] & 0xFF) == 0xEF) {
                int more = in.read(buffer, end, 3 - end);
                if (more < 0) {
                    break;
                }
                end += more;
            }
            boolean mark =
                    end >= 3
                            && (buffer[0] & 0xFF) == 0xEF
                            && (buffer[1] & 0xFF) == 0xBB
                            && (buffer[2] & 0xFF) == 0xBF;
            at = mark ? 3 : 0;
            if (at == end) {
                return fill();
            }
        }
        return end > 0;
    }
}
