package dev.hqe.ui.internal;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/// The words of the window, from `messages.properties` and those of the pages, and how numbers and
/// times are written: thousands parted by a thin space, a unit behind a space.
public final class Texts {

    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("dev.hqe.ui.internal.messages");

    /// Pages whose words stand in `texts.properties` of their package, by name.
    private static final Map<String, Optional<ResourceBundle>> ROOMS = new ConcurrentHashMap<>();

    private static final char THIN_SPACE = '\u2009';
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private Texts() {}

    /// A text as it stands in the file.
    ///
    /// @throws java.util.MissingResourceException if there is no such text
    public static String of(String key) {
        return bundleOf(key).getString(key);
    }

    /// `memory.title` stands in the room `memory` where that has words of its own.
    private static ResourceBundle bundleOf(String key) {
        String room = key.substring(0, Math.max(0, key.indexOf('.')));
        return ROOMS.computeIfAbsent(room, Texts::roomOf).orElse(BUNDLE);
    }

    private static Optional<ResourceBundle> roomOf(String room) {
        try {
            return Optional.of(ResourceBundle.getBundle("dev.hqe.ui.internal." + room + ".texts"));
        } catch (MissingResourceException e) {
            return Optional.empty();
        }
    }

    /// A text with its places filled. Numbers are written as [#number] does.
    public static String of(String key, Object... values) {
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] = values[i] instanceof Number n ? number(n.longValue()) : values[i];
        }
        return MessageFormat.format(bundleOf(key).getString(key), written);
    }

    /// A text about a number of things: `key.one` for 1, else `key.many`.
    public static String count(String key, long number) {
        return of(key + (number == 1 ? ".one" : ".many"), number);
    }

    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', THIN_SPACE);
    }

    /// `420 ms`, `4.2 s`, `3 min`.
    public static String duration(Duration duration) {
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return number(Math.max(1, duration.plusSeconds(30).toMinutes())) + " min";
    }

    /// How much longer something takes, no finer than such a guess is: `1 s`, `40 s`, `3 min`.
    public static String left(Duration left) {
        return left.toSeconds() < 60 ? left.toSeconds() + 1 + " s" : duration(left);
    }

    /// "just now", "2 min ago" under an hour, the time of day on the same day, else the date.
    public static String ago(Instant then, Instant now, ZoneId zone) {
        Duration age = Duration.between(then, now);
        if (age.toSeconds() < 60) {
            return of("time.now");
        }
        if (age.toMinutes() < 60) {
            return of("time.minutes", age.toMinutes());
        }
        var local = then.atZone(zone);
        boolean today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return today ? CLOCK.format(local) : DAY.format(local);
    }

    /// `Sunday 22 November`.
    public static String day(Instant now, ZoneId zone) {
        return LONG_DAY.format(now.atZone(zone));
    }
}
