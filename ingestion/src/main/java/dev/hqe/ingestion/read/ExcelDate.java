package dev.hqe.ingestion.read;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A date in Excel is a number of days that is shown as a date: only the format of its cell tells.
final class ExcelDate {

    /// What is no letter for a part of a date: quoted text, `[Red]`, and what follows `\`, `_`,
    /// `*`.
    private static final Pattern LITERALS =
            Pattern.compile("\"[^\"]*+\"|\\[[^\\]]*+\\]|[\\\\_*].", Pattern.DOTALL);

    private static final Pattern DAY = Pattern.compile("[yd]");
    private static final Pattern TIME = Pattern.compile("[hs]");

    /// The last day that Excel knows, in the year 9999.
    private static final double LAST = 2_958_466;

    private ExcelDate() {}

    /// What a cell shows if it is a date.
    ///
    /// @param format of the cell: `yyyy-mm-dd hh:mm`
    /// @return ISO 8601; empty if it is a number
    static Optional<String> of(BigDecimal number, String format, Supplier<LocalDateTime> date) {
        double days = number.doubleValue();
        if (days < 0 || days >= LAST) {
            return Optional.empty();
        }
        String first = format.split(";", 2)[0];
        String letters = LITERALS.matcher(first).replaceAll("").toLowerCase(Locale.ROOT);
        boolean hasDay = DAY.matcher(letters).find() || letters.equals("mmm");
        boolean hasTime = TIME.matcher(letters).find();
        if (letters.contains("general") || (!hasDay && !hasTime)) {
            return Optional.empty();
        }
        LocalDateTime time = date.get().plus(500, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
        if (!hasDay) {
            return days < 1 ? Optional.of(time.toLocalTime().toString()) : Optional.empty();
        }
        boolean midnight = time.toLocalTime().equals(LocalTime.MIDNIGHT);
        return Optional.of(midnight && !hasTime ? time.toLocalDate().toString() : time.toString());
    }
}
