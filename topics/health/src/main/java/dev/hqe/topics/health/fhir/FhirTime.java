package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.Day;
import java.util.Optional;

/// A FHIR `dateTime`, `date` or `instant`: a year, a month, a day, or a time with its offset.
///
/// Source: HL7 FHIR R4, datatypes, 2.24.0.1. A day without a time counts as its noon, a month or a
/// year as its first day.
///
/// @param written as it stands in the resource
/// @param day in the offset it was written in
/// @param days since 1970-01-01T00:00Z, with the time of the day as a fraction
/// @param exact whether it names a day, not just a month or a year
public record FhirTime(String written, Day day, double days, boolean exact) {
    private static final double DAY_SECONDS = 86_400;
    private static final double NOON = 0.5;
    private static final int DATE = 10;

    /// The time that is written so; empty if it is none.
    public static Optional<FhirTime> parse(String text) {
        return switch (text.length()) {
            case 4 -> coarse(text, text + "-01-01");
            case 7 -> coarse(text, text + "-01");
            default -> text.length() < DATE ? Optional.empty() : fine(text);
        };
    }

    private static Optional<FhirTime> coarse(String text, String first) {
        return Day.parse(first).map(day -> new FhirTime(text, day, day.number() + NOON, false));
    }

    private static Optional<FhirTime> fine(String text) {
        Optional<Day> day = Day.parse(text.substring(0, DATE));
        if (day.isEmpty() || text.length() == DATE) {
            return day.map(found -> new FhirTime(text, found, found.number() + NOON, true));
        }
        double seconds = secondsOfDay(text);
        return Double.isNaN(seconds)
                ? Optional.empty()
                : Optional.of(
                        new FhirTime(
                                text, day.get(), day.get().number() + seconds / DAY_SECONDS, true));
    }

    /// Seconds since midnight in UTC, from the `T` on; NaN if that is not how it is written.
    private static double secondsOfDay(String text) {
        int hours = two(text, DATE + 1);
        int minutes = two(text, DATE + 4);
        if (text.charAt(DATE) != 'T' || hours < 0 || hours > 24 || minutes < 0 || minutes > 59) {
            return Double.NaN;
        }
        int at = DATE + 6;
        int seconds = 0;
        if (at < text.length() && text.charAt(at) == ':') {
            seconds = two(text, at + 1);
            at += 3;
            if (seconds < 0 || seconds > 60) {
                return Double.NaN;
            }
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
        }
        return hours * 3600.0 + minutes * 60 + seconds - offset(text, at);
    }

    /// Seconds that the offset is ahead of UTC; NaN if something else stands there.
    private static double offset(String text, int at) {
        if (at >= text.length() || text.substring(at).equals("Z")) {
            return 0;
        }
        char sign = text.charAt(at);
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if (text.length() != at + 6 || hours < 0 || minutes < 0 || (sign != '+' && sign != '-')) {
            return Double.NaN;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /// Two digits, or -1.
    private static int two(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
