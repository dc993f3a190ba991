package dev.hqe.app.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `90d`, `12h`, `30m`, `45s` or `4w`.
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhdw])");
    private static final int DAYS_OF_A_WEEK = 7;

    @Override
    public Duration convert(String text) {
        return read(text)
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'" + text + "' is not like 90d: a number and s, m, h, d or w"));
    }

    /// Reads a length of time; none where the text is of another form.
    static Optional<Duration> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofDays((long) count * DAYS_OF_A_WEEK);
                });
    }
}
