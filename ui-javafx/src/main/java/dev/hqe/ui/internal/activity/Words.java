package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Look;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;

/// How sorts, endings and times of activities are said and drawn.
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter WHOLE =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH);

    private Words() {}

    /// What a kind is called, of one and of many.
    static String of(Kind kind) {
        return Texts.of("activity.kind." + kind.name());
    }

    static String of(Result result) {
        return Texts.of("activity.result." + result.name());
    }

    /// How it ended: of a call as it is recorded, of all else its result.
    static String outcome(Kind kind, Result result, String ending) {
        if (kind == Kind.CALL && !ending.isEmpty()) {
            return switch (ending) {
                case "cancelled", "bad_arguments", "unknown_tool", "timed_out" ->
                        Texts.of("activity.ending." + ending);
                default -> of(result);
            };
        }
        return of(result);
    }

    static Look look(Result result) {
        return switch (result) {
            case OK -> Look.NEUTRAL;
            case WAITING -> Look.WARNING;
            case REFUSED, FAILED -> Look.DANGER;
        };
    }

    /// What went wrong shows that, all else shows what it is.
    static Feather icon(Kind kind, Result result) {
        return switch (result) {
            case FAILED -> Feather.ALERT_CIRCLE;
            case REFUSED -> Feather.SLASH;
            case WAITING -> Feather.SHIELD;
            case OK ->
                    switch (kind) {
                        case CALL -> Feather.TOOL;
                        case APPROVAL -> Feather.SHIELD;
                        case TOPIC -> Feather.LAYERS;
                        case SERVER -> Feather.SERVER;
                        case SOURCE -> Feather.DOWNLOAD;
                        case DATA -> Feather.DATABASE;
                        case WORKBENCH -> Feather.MONITOR;
                    };
        };
    }

    static String who(String actor) {
        return actor.isEmpty() ? Texts.of("activity.who.workbench") : actor;
    }

    /// The time of day, and the day where it is another.
    static String time(Instant at, Instant now, ZoneId zone) {
        boolean today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TIME : DAY).format(at.atZone(zone));
    }

    static String whole(Instant at, ZoneId zone) {
        return WHOLE.format(at.atZone(zone));
    }
}
