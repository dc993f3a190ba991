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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /// Most numbers that [#marks] and [#names] look at in one go.
    public static final int LONGEST_STRETCH = 50_000;

    private static final Logger LOG = System.getLogger(ActivityLog.class.getName());
    private static final int BATCH = 2_000;
    private static final int PRUNED_AT_ONCE = 5_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(5);

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

    /// What is kept.
    ///
    /// @param first the smallest number; numbers between may be missing
    /// @param last the greatest
    /// @param from when the first was
    /// @param to when the last was
    public record Span(long first, long last, Instant from, Instant to) {}

    /// Who did something and what it was done to, each with how often, the most frequent first.
    public record Names(Map<String, Long> actors, Map<String, Long> subjects) {

        public Names {
            actors = Collections.unmodifiableMap(new LinkedHashMap<>(actors));
            subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
        }
    }

    private final Path file;
    private final ActivitySettings settings;
    private final InstantSource clock;
    private final Consumer<? super ActivityRecorded> told;
    private final ActivityReads reads;
    private final BlockingQueue<Supplier<Activity>> waiting;
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread writer;

    private final CountDownLatch closing = new CountDownLatch(1);

    /// Wakes the writer for the last time.
    private final Supplier<Activity> end;

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
        this.reads = new ActivityReads(this::database);
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.end = () -> of(clock.instant(), Result.OK, "closed", Json.object());
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
        addLater(() -> activity);
    }

    /// The same for one that takes a while to make: it is made when it is written, on the log's own
    /// thread.
    ///
    /// @param activity holds on to no more than the activity will
    public void addLater(Supplier<Activity> activity) {
        if (!isClosing() && !waiting.offer(activity)) {
            leftOut.incrementAndGet();
        }
    }

    /// Finds activities, newest first.
    ///
    /// @throws StorageException if it cannot be read
    /// @throws StorageException.TooSlow if it takes longer than 20 s: look for less
    public Page list(ActivityQuery query) {
        return reads.list(query);
    }

    /// The activity of that number, if it is kept still.
    public Optional<RecordedActivity> get(long seq) {
        return reads.get(seq);
    }

    /// Counts those that a query finds, whatever its limit.
    ///
    /// @throws StorageException.TooSlow if it takes longer than 20 s: look for less
    public Figures figures(ActivityQuery query) {
        return reads.figures(query);
    }

    /// The activities of these numbers that are still kept, newest first.
    ///
    /// @param seqs at most [ActivityQuery#MAX_LIMIT]
    public List<RecordedActivity> read(Collection<Long> seqs) {
        return reads.read(seqs);
    }

    /// How far what is kept reaches; empty where nothing is. Quick, however much that is.
    public Optional<Span> span() {
        return reads.span();
    }

    /// Where those are that a query finds within a stretch of the timeline. Whoever wants to know
    /// it of all of it goes from stretch to stretch and can show what there is so far: a stretch of
    /// 50 000 takes about a tenth of a second, whatever the query.
    ///
    /// @param query its limit is not heeded
    /// @param from the smallest number that is looked at
    /// @param to greater than the greatest; at most [#LONGEST_STRETCH] more than `from`
    public ActivityMarks marks(ActivityQuery query, long from, long to) {
        return reads.marks(query, from, to);
    }

    /// The names that occur among the newest activities.
    ///
    /// @param newest how many are looked at, at most [#LONGEST_STRETCH]
    /// @param most how many names of each sort are given
    public Names names(int newest, int most) {
        return reads.names(newest, most);
    }

    private void write() {
        List<Supplier<Activity>> batch = new ArrayList<>();
        try {
            pause(settings.rest());
            while (!isClosing()) {
                Supplier<Activity> first = waiting.take();
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
    private boolean isEnd(Supplier<Activity> activity) {
        return activity == end;
    }

    /// Writes these and what waits, and empties the list. What cannot be written is left out: the
    /// timeline is there for those who work, who must not wait for it.
    private void commit(List<Supplier<Activity>> batch) {
        waiting.drainTo(batch, BATCH - batch.size());
        batch.removeIf(this::isEnd);
        long missing = leftOut.getAndSet(0);
        try {
            List<Activity> made = batch.stream().map(Supplier::get).toList();
            long last = database().write(transaction -> insert(transaction.sql(), made, missing));
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
