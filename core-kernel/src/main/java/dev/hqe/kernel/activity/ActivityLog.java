package dev.hqe.kernel.activity;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.DatabaseSettings.Durability;
import dev.hqe.kernel.store.Migration;
import dev.hqe.kernel.store.Sql;
import dev.hqe.kernel.store.StorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The timeline: takes activities in without waiting, keeps the newest, finds them again.
///
/// What comes in is committed together with what comes shortly after. In a flood of more than can
/// be written, or while the disk is full, activities are counted and left out, and the next one
/// that is written is preceded by one that says how many.
///
/// Thread-safe. [#add] never blocks; the others block, so call them from virtual threads.
public final class ActivityLog implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ActivityLog.class.getName());
    private static final int BATCH = 2_000;
    private static final int PRUNED_AT_ONCE = 5_000;
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final String COLUMNS =
            "seq, at, kind, result, actor, subject, millis, text, detail";

    /// Some activities.
    ///
    /// @param items newest first
    /// @param more whether there are older ones; go on below the last of these
    public record Page(List<RecordedActivity> items, boolean more) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /// How many there are, by kind and result.
    ///
    /// @param kinds those that occur
    /// @param results those that occur
    public record Figures(long total, TreeMap<Kind, Long> kinds, TreeMap<Result, Long> results) {}

    private final Path file;
    private final ActivitySettings settings;
    private final InstantSource clock;
    private final Consumer<? super ActivityRecorded> told;
    private final BlockingQueue<Activity> waiting;
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread writer;

    private final CountDownLatch closing = new CountDownLatch(1);

    /// Wakes the writer for the last time.
    private final Activity end;

    /// Whether the last commit failed; only the writer uses it.
    private boolean failing;

    private @Nullable Database database;

    private ActivityLog(
            Path file,
            ActivitySettings settings,
            InstantSource clock,
            Consumer<? super ActivityRecorded> told) {
        this.file = file;
        this.settings = settings;
        this.clock = clock;
        this.told = told;
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.end = of(clock.instant(), Result.OK, "closed", Json.object());
        this.writer = Thread.ofVirtual().name("activity").unstarted(this::write);
    }

    /// The timeline in this file, which is opened, and created where it is missing, only once
    /// something is written or looked for: a workbench has better things to do when it starts.
    ///
    /// @param told hears of what was added, on the log's own thread
    public static ActivityLog in(
            Path file,
            ActivitySettings settings,
            InstantSource clock,
            Consumer<? super ActivityRecorded> told) {
        ActivityLog log = new ActivityLog(file, settings, clock, told);
        log.writer.start();
        return log;
    }

    private synchronized Database database() {
        Database open = database;
        if (open == null) {
            open =
                    Database.open(
                            file,
                            List.of(Migration.resource(ActivityLog.class, "0001-activity.sql")),
                            new DatabaseSettings(
                                    1, 256, 16, LONGEST_WAIT, Durability.PROCESS_CRASH));
            database = open;
        }
        return open;
    }

    /// Adds something that has happened. Does nothing once it is closed.
    public void add(Activity activity) {
        if (!isClosing() && !waiting.offer(activity)) {
            leftOut.incrementAndGet();
        }
    }

    /// Finds activities, newest first.
    ///
    /// @throws StorageException if it cannot be read
    /// @throws StorageException.TooSlow if it takes longer than 20 s: look for less
    public Page list(ActivityQuery query) {
        ActivityClause clause = ActivityClause.of(query);
        List<Object> arguments = new ArrayList<>(clause.arguments());
        arguments.add(query.limit() + 1);
        List<RecordedActivity> found =
                database()
                        .read(
                                LONGEST_QUERY,
                                sql ->
                                        sql.list(
                                                "SELECT "
                                                        + COLUMNS
                                                        + " FROM activity"
                                                        + clause.where()
                                                        + " ORDER BY seq DESC LIMIT ?",
                                                ActivityLog::read,
                                                arguments.toArray()));
        boolean more = found.size() > query.limit();
        return new Page(more ? found.subList(0, query.limit()) : found, more);
    }

    /// The activity of that number, if it is kept still.
    public Optional<RecordedActivity> get(long seq) {
        return database()
                .read(sql ->
                        sql.first(
                                "SELECT " + COLUMNS + " FROM activity WHERE seq = ?",
                                ActivityLog::read,
                                seq));
    }

    /// Counts those that a query finds, whatever its limit.
    ///
    /// @throws StorageException.TooSlow if it takes longer than 20 s: look for less
    public Figures figures(ActivityQuery query) {
        ActivityClause clause = ActivityClause.of(query);
        Figures figures = new Figures(0, new TreeMap<>(), new TreeMap<>());
        AtomicLong total = new AtomicLong();
        database()
                .read(
                        LONGEST_QUERY,
                        sql ->
                                sql.list(
                                        "SELECT kind, result, count(*) FROM activity"
                                                + clause.where()
                                                + " GROUP BY kind, result",
                                        row -> {
                                            long count = row.getLong(3);
                                            total.addAndGet(count);
                                            figures.kinds().merge(kind(row, 1), count, Long::sum);
                                            figures.results()
                                                    .merge(result(row, 2), count, Long::sum);
                                            return count;
                                        },
                                        clause.arguments().toArray()));
        return new Figures(total.get(), figures.kinds(), figures.results());
    }

    private static Kind kind(ResultSet row, int column) throws SQLException {
        return Kind.valueOf(row.getString(column));
    }

    private static Result result(ResultSet row, int column) throws SQLException {
        return Result.valueOf(row.getString(column));
    }

    private static RecordedActivity read(ResultSet row) throws SQLException {
        return new RecordedActivity(
                row.getLong(1),
                new Activity(
                        Instant.ofEpochMilli(row.getLong(2)),
                        kind(row, 3),
                        result(row, 4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8),
                        (ObjectNode) Json.MAPPER.readTree(row.getString(9))));
    }

    private void write() {
        List<Activity> batch = new ArrayList<>();
        try {
            pause(settings.rest());
            while (!isClosing()) {
                Activity first = waiting.take();
                if (!isEnd(first)) {
                    pause(settings.linger());
                    batch.add(first);
                    commit(batch);
                }
            }
            while (!waiting.isEmpty()) {
                commit(batch);
            }
        } catch (InterruptedException e) { // nobody has this thread to interrupt it
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// Until then, or until it is closed.
    private void pause(Duration time) throws InterruptedException {
        boolean _ = closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("ReferenceEquality") // it is one object, and no activity
    private boolean isEnd(Activity activity) {
        return activity == end;
    }

    /// Writes these and what waits, and empties the list. What cannot be written is left out: the
    /// timeline is there for those who work, who must not wait for it.
    private void commit(List<Activity> batch) {
        waiting.drainTo(batch, BATCH - batch.size());
        batch.removeIf(this::isEnd);
        long missing = leftOut.getAndSet(0);
        try {
            long last = database().write(transaction -> insert(transaction.sql(), batch, missing));
            failing = false;
            told.accept(new ActivityRecorded(batch.size() + (missing > 0 ? 1 : 0), last));
        } catch (RuntimeException e) { // the edge of this thread
            leftOut.addAndGet(missing + batch.size());
            if (!failing) { // once, until it works again
                LOG.log(Level.WARNING, "activities are not recorded: {0}", e.getMessage());
            }
            failing = true;
        } finally {
            batch.clear();
        }
    }

    private long insert(Sql sql, List<Activity> batch, long missing) throws SQLException {
        if (missing > 0) {
            insert(
                    sql,
                    of(
                            clock.instant(),
                            Result.FAILED,
                            missing + " activities were not recorded",
                            Json.object().put("left_out", missing)));
        }
        for (Activity activity : batch) {
            insert(sql, activity);
        }
        long last = sql.first("SELECT max(seq) FROM activity", row -> row.getLong(1)).orElse(0L);
        prune(sql, last);
        return last;
    }

    private static Activity of(Instant at, Result result, String text, ObjectNode detail) {
        return new Activity(at, Kind.WORKBENCH, result, "", "activity", 0, text, detail);
    }

    private static void insert(Sql sql, Activity activity) throws SQLException {
        sql.update(
                "INSERT INTO activity(at, kind, result, actor, subject, millis, text, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                activity.at().toEpochMilli(),
                activity.kind().name(),
                activity.result().name(),
                activity.actor(),
                activity.subject(),
                activity.millis(),
                activity.text(),
                activity.detail().toString());
    }

    /// The oldest are at the small end of the numbers, so what is too old is found without an index
    /// on the time: a clock that was set back only keeps some longer.
    private void prune(Sql sql, long last) throws SQLException {
        sql.update(
                "DELETE FROM activity WHERE seq IN"
                        + " (SELECT seq FROM activity WHERE seq <= ? ORDER BY seq LIMIT ?)",
                last - settings.rows(),
                PRUNED_AT_ONCE);
        long oldest = clock.instant().minus(settings.age()).toEpochMilli();
        sql.update(
                "DELETE FROM activity WHERE seq IN"
                        + " (SELECT seq FROM (SELECT seq, at FROM activity ORDER BY seq LIMIT ?)"
                        + " WHERE at < ?)",
                PRUNED_AT_ONCE / 10,
                oldest);
    }

    /// Writes what waits, then closes the file.
    @Override
    public void close() {
        closing.countDown();
        boolean _ = waiting.offer(end); // else it is busy, and looks at the end of that
        try {
            if (!writer.join(CLOSING)) {
                LOG.log(Level.WARNING, "the timeline could not be written to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (database != null) {
                database.close();
            }
        }
    }
}
