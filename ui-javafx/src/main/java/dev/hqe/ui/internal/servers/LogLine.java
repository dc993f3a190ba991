package dev.hqe.ui.internal.servers;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// A line of a server's log.
///
/// @param time as it stands there; empty where there is none
/// @param ours whether the workbench said it, about the process
record LogLine(String time, boolean ours, String text) {

    private static final String OURS = "[hqe] ";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    static LogLine of(String line) {
        int space = line.indexOf(' ');
        String time = space < 0 ? "" : line.substring(0, space);
        String text = space < 0 ? line : line.substring(space + 1);
        boolean ours = text.startsWith(OURS);
        return new LogLine(time, ours, ours ? text.substring(OURS.length()) : text);
    }

    /// The time of day, where a person is.
    String clock(ZoneId zone) {
        try {
            return CLOCK.format(Instant.parse(time).atZone(zone));
        } catch (DateTimeParseException e) {
            return time;
        }
    }

    /// As it is copied.
    String whole() {
        return (time + " " + text).strip();
    }
}
