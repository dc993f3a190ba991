package dev.hqe.app.activity;

import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Gathers what becomes of entities into a line for each kind and stretch of time: thousands of
/// them come in a second, and a line for each would bury the rest.
///
/// Thread-safe.
final class DataTally {

    /// A line is written once nothing has come for about this long, or the tally is older than
    /// [#LONGEST].
    static final Duration QUIET = Duration.ofSeconds(1);

    static final Duration LONGEST = Duration.ofSeconds(30);

    private record Of(TopicId topic, Kind kind) {}

    private static final class Counts {

        private final Instant from;
        private Instant last;
        private long created;
        private long changed;
        private long deleted;

        private Counts(Instant from) {
            this.from = from;
            this.last = from;
        }
    }

    private final Map<Of, Counts> open = new LinkedHashMap<>();
    private final Consumer<Activity> timeline;

    DataTally(Consumer<Activity> timeline) {
        this.timeline = timeline;
    }

    synchronized void stored(TopicId topic, Kind kind, long version, Instant at) {
        Counts counts = of(topic, kind, at);
        if (version == 1) {
            counts.created++;
        } else {
            counts.changed++;
        }
    }

    synchronized void deleted(TopicId topic, Kind kind, Instant at) {
        of(topic, kind, at).deleted++;
    }

    private Counts of(TopicId topic, Kind kind, Instant at) {
        Counts counts = open.computeIfAbsent(new Of(topic, kind), key -> new Counts(at));
        counts.last = at;
        notifyAll();
        return counts;
    }

    /// Waits until there is something to write a line of.
    synchronized void awaitSome() throws InterruptedException {
        while (open.isEmpty()) {
            wait();
        }
    }

    /// Writes the lines that are due.
    synchronized void flush(Instant now) {
        open.entrySet()
                .removeIf(entry -> {
                    Counts counts = entry.getValue();
                    boolean due =
                            !now.isBefore(counts.last.plus(QUIET))
                                    || !now.isBefore(counts.from.plus(LONGEST));
                    if (due) {
                        timeline.accept(line(entry.getKey(), counts));
                    }
                    return due;
                });
    }

    /// Writes all lines.
    synchronized void flush() {
        open.forEach((of, counts) -> timeline.accept(line(of, counts)));
        open.clear();
    }

    private static Activity line(Of of, Counts counts) {
        StringBuilder text = new StringBuilder();
        append(text, counts.created, " stored");
        append(text, counts.changed, " changed");
        append(text, counts.deleted, " deleted");
        return new Activity(
                counts.from,
                Activity.Kind.DATA,
                Result.OK,
                "",
                of.topic() + "/" + of.kind(),
                Duration.between(counts.from, counts.last).toMillis(),
                text.toString(),
                Json.object()
                        .put("stored", counts.created)
                        .put("changed", counts.changed)
                        .put("deleted", counts.deleted));
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(count).append(what);
        }
    }
}
