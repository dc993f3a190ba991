package dev.hqe.ingestion.internal;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as source files write them: `90s`, `15m`, `12h`, `7d`.
public final class TimeSpan {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private TimeSpan() {}

    /// Reads a length of time within bounds.
    ///
    /// @param key what it is of, for the message
    /// @throws IllegalArgumentException if it is none, or out of bounds
    public static Duration read(String key, String text, Duration least, Duration most) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    key
                            + " is '"
                            + text
                            + "'; give a number and s, m, h or d, such as "
                            + (least.compareTo(Duration.ofMinutes(1)) < 0 ? "30s" : "15m"));
        }
        int count = Integer.parseInt(matcher.group(1));
        Duration span =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    key + " is " + text + "; give " + text(least) + " to " + text(most));
        }
        return span;
    }

    /// As [#read] reads it, in the largest unit that it is whole in.
    public static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0 && seconds > 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
