package dev.hqe.ingestion.read;

import java.util.Optional;

/// The lines of a text, none of them held beyond a length. A line ends with `\n`, `\r\n` or `\r`.
/// For one thread.
final class Lines {

    private static final int BUFFER = 16 << 10;

    /// A line.
    ///
    /// @param number 1 for the first
    /// @param text without its end; only the beginning of it if it is too long
    /// @param end `\n`, `\r\n`, `\r`, or nothing at the end of the text
    /// @param length in UTF-16 units, without its end
    record Line(long number, String text, String end, long length) {

        boolean tooLong() {
            return length > text.length();
        }

        boolean isBlank() {
            return text.isBlank();
        }
    }

    private final SourceChars in;
    private final int maxChars;
    private final char[] buffer = new char[BUFFER];
    private int at;
    private int limit;
    private long number;

    Lines(SourceChars in, int maxChars) {
        this.in = in;
        this.maxChars = maxChars;
    }

    Optional<Line> next() {
        if (!more()) {
            return Optional.empty();
        }
        number++;
        StringBuilder text = new StringBuilder();
        long length = 0;
        while (more()) {
            int end = endOfLine();
            length += end - at;
            keep(text, end, length);
            at = end;
            if (end < limit) {
                return Optional.of(new Line(number, text.toString(), lineEnd(), length));
            }
        }
        return Optional.of(new Line(number, text.toString(), "", length));
    }

    private void keep(StringBuilder text, int end, long length) {
        if (length <= maxChars) {
            text.append(buffer, at, end - at);
            return;
        }
        if (text.length() > BrokenRecord.MAX_RAW_BYTES) { // it was all kept until now
            text.setLength(BrokenRecord.MAX_RAW_BYTES);
            text.trimToSize();
        } else {
            int room = BrokenRecord.MAX_RAW_BYTES - text.length();
            int some = (int) Math.min(room, maxChars - Math.min(maxChars, (long) text.length()));
            text.append(buffer, at, Math.min(end - at, Math.max(0, some)));
        }
    }

    private int endOfLine() {
        for (int i = at; i < limit; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r') {
                return i;
            }
        }
        return limit;
    }

    private String lineEnd() {
        if (buffer[at++] == '\n') {
            return "\n";
        }
        if (more() && buffer[at] == '\n') {
            at++;
            return "\r\n";
        }
        return "\r";
    }

    private boolean more() {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return at < limit;
    }
}
