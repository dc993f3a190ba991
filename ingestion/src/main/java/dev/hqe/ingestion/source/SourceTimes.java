package dev.hqe.ingestion.source;

import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.kernel.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// Says when sources run next, and keeps it. Thread-safe; methods block.
///
/// The time is counted from the beginning of the last run, whoever has begun it, and jittered, so
/// that sources which were added together do not run together for ever. One that fails is run after
/// twice the time, four times, and so on, up to an hour or its own time.
final class SourceTimes {

    private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);
    private static final Duration MOST_JITTER = Duration.ofMinutes(1);
    private static final int JITTER_SHARE = 10;
    private static final int MAX_DOUBLINGS = 16;

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    SourceTimes(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    SourceTiming of(SourceName name) {
        return database.read(sql ->
                        sql.first(
                                "SELECT next_run, failures, problem FROM source WHERE name = ?",
                                row -> {
                                    long next = row.getLong(1);
                                    return new SourceTiming(
                                            next == 0
                                                    ? Optional.empty()
                                                    : Optional.of(Instant.ofEpochMilli(next)),
                                            row.getInt(2),
                                            row.getString(3));
                                },
                                name.value()))
                .orElse(SourceTiming.NONE);
    }

    /// The same, with a time if the source runs by itself and had none: that of its last run and
    /// what it says of how often.
    SourceTiming planned(Source source) {
        SourceTiming timing = of(source.name());
        if (timing.next().isPresent() || source.spec().every().isEmpty()) {
            return timing;
        }
        Duration every = source.spec().every().get();
        Instant now = clock.instant();
        Instant soon = now.plus(jitter(every));
        Instant next =
                source.lastRun()
                        .flatMap(SourceTimes::startedAt)
                        .map(begun -> begun.plus(delay(every, timing.failures())))
                        .filter(then -> then.isAfter(now))
                        .orElse(soon);
        SourceTiming planned =
                new SourceTiming(Optional.of(next), timing.failures(), timing.problem());
        keep(source.name(), planned);
        return planned;
    }

    private static Optional<Instant> startedAt(ObjectNode lastRun) {
        String text = lastRun.path("started_at").asString("");
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    /// A run has ended.
    ///
    /// @param why it has failed, if it has
    /// @param notBefore when the source wants not to be read again before
    void ended(Source source, SourceReport report, String why, Optional<Instant> notBefore) {
        SourceTiming before = of(source.name());
        boolean failed = report.outcome() == Outcome.FAILED;
        boolean cancelled = report.outcome() == Outcome.CANCELLED;
        int failures = failed ? before.failures() + 1 : cancelled ? before.failures() : 0;
        String problem = failed ? why : cancelled ? before.problem() : "";
        keep(source, report.startedAt(), failures, problem, notBefore);
    }

    /// A run could not begin.
    void refused(Source source, String why) {
        keep(source, clock.instant(), of(source.name()).failures() + 1, why, Optional.empty());
    }

    private void keep(
            Source source,
            Instant begun,
            int failures,
            String problem,
            Optional<Instant> notBefore) {
        Optional<Instant> next =
                source.spec()
                        .every()
                        .map(every -> begun.plus(delay(every, failures)).plus(jitter(every)))
                        .map(then -> notBefore.filter(then::isBefore).orElse(then));
        keep(source.name(), new SourceTiming(next, failures, problem));
    }

    /// Nothing of what is known holds any more.
    void forget(SourceName name) {
        keep(name, SourceTiming.NONE);
    }

    /// The time is to be found anew.
    void replan(SourceName name) {
        SourceTiming now = of(name);
        keep(name, new SourceTiming(Optional.empty(), now.failures(), now.problem()));
    }

    private static Duration delay(Duration every, int failures) {
        if (failures == 0) {
            return every;
        }
        Duration most = every.compareTo(LONGEST_BACKOFF) > 0 ? every : LONGEST_BACKOFF;
        Duration longer = every.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return longer.compareTo(most) > 0 ? most : longer;
    }

    private Duration jitter(Duration every) {
        Duration share = every.dividedBy(JITTER_SHARE);
        Duration most = share.compareTo(MOST_JITTER) > 0 ? MOST_JITTER : share;
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    private void keep(SourceName name, SourceTiming timing) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "UPDATE source SET next_run = ?, failures = ?, problem = ?"
                                        + " WHERE name = ?",
                                timing.next().map(Instant::toEpochMilli).orElse(null),
                                timing.failures(),
                                timing.problem(),
                                name.value()));
    }
}
