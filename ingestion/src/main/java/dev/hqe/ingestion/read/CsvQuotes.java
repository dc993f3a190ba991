package dev.hqe.ingestion.read;

/// Where the quotes of CSV open and close, which says whether a record ends with its line. A quote
/// opens at the beginning of a field only; within a quoted field two quotes are one.
final class CsvQuotes {

    /// How a piece of a record leaves off.
    enum State {
        /// All quotes are closed.
        CLOSED,
        /// Within a quoted field.
        OPEN,
        /// Something follows a closing quote that is no delimiter.
        MALFORMED
    }

    private enum At {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private CsvQuotes() {}

    /// @param open whether it begins within a quoted field
    static State after(String line, char delimiter, boolean open) {
        if (!open && line.indexOf('"') < 0) {
            return State.CLOSED;
        }
        At at = open ? At.QUOTED : At.FIELD_START;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (at) {
                case FIELD_START ->
                        at = c == '"' ? At.QUOTED : c == delimiter ? At.FIELD_START : At.PLAIN;
                case PLAIN -> at = c == delimiter ? At.FIELD_START : At.PLAIN;
                case QUOTED -> at = c == '"' ? At.QUOTE_IN_QUOTED : At.QUOTED;
                case QUOTE_IN_QUOTED -> {
                    if (c != '"' && c != delimiter) {
                        return State.MALFORMED;
                    }
                    at = c == '"' ? At.QUOTED : At.FIELD_START;
                }
            }
        }
        return at == At.QUOTED ? State.OPEN : State.CLOSED;
    }

    /// How many fields a line has if quotes close in it; 0 if they do not.
    static int fields(String line, char delimiter) {
        if (after(line, delimiter, false) != State.CLOSED) {
            return 0;
        }
        int fields = 1;
        boolean quoted = false;
        boolean start = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && (quoted || start)) {
                quoted = !quoted; // two of them cancel each other out
            } else if (c == delimiter && !quoted) {
                fields++;
            }
            start = c == delimiter && !quoted;
        }
        return fields;
    }
}
