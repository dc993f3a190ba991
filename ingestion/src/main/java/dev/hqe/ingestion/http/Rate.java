package dev.hqe.ingestion.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often an API may be asked: `5/s`, `60/m`, `1000/h`. Requests are spread evenly.
///
/// @param count in a unit
/// @param unit `s`, `m` or `h`
public record Rate(int count, String unit) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})/([smh])");

    static Rate of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "rate is '" + text + "'; give requests per second, minute or hour: 5/s, 60/m");
        }
        return new Rate(Integer.parseInt(matcher.group(1)), matcher.group(2));
    }

    /// From one request to the next.
    Duration interval() {
        Duration whole =
                switch (unit) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        return whole.dividedBy(count);
    }

    @Override
    public String toString() {
        return count + "/" + unit;
    }
}
