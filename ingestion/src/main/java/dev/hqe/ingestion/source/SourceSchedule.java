package dev.hqe.ingestion.source;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.source.Source.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs the sources that say how often they want to be read, while it is open.
///
/// A source runs once at a time, and two of them at once. Times that nobody was there for are not
/// made up for: a source that is overdue, by whatever, runs once. What cannot begin or fails is
/// logged, kept with the source ([Sources#timing]) and tried again later and later.
///
/// Thread-safe.
public final class SourceSchedule implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SourceSchedule.class.getName());
    private static final int AT_ONCE = 2;

    /// Clocks are set, and laptops sleep.
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    /// Nobody runs by itself: a change will say so.
    private static final Duration NOTHING_TO_DO = Duration.ofHours(1);

    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration LEAST_SLEEP = Duration.ofMillis(10);

    private final Sources sources;
    private final InstantSource clock;
    private final Set<SourceName> mine = new HashSet<>();
    private final Thread thread = Thread.ofVirtual().name("source-schedule").unstarted(this::work);
    private final Semaphore wake = new Semaphore(0);
    private boolean started;
    private volatile boolean closed;

    public SourceSchedule(Sources sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /// Begins. Does nothing if it has begun.
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            sources.onChange(this::changed);
            thread.start();
        }
    }

    private void changed() {
        wake.release();
    }

    private void work() {
        try {
            while (!closed) {
                Duration sleep;
                try {
                    sleep = tick();
                } catch (RuntimeException e) { // the edge: the disk is full, say; it may pass
                    LOG.log(Level.WARNING, "sources cannot be run now", e);
                    sleep = LONGEST_SLEEP;
                }
                sleep(sleep);
            }
        } catch (InterruptedException e) { // nobody has this thread to interrupt it
            Thread.currentThread().interrupt();
        }
    }

    private void sleep(Duration longest) throws InterruptedException {
        long millis = Math.max(LEAST_SLEEP.toMillis(), longest.toMillis());
        if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /// Begins what is due.
    ///
    /// @return how long nothing else is due, unless something changes
    Duration tick() {
        mine.removeIf(name -> sources.running(name).isEmpty());
        Instant now = clock.instant();
        record Due(Source source, Instant at) {}
        List<Due> due = new ArrayList<>();
        Duration sleep = NOTHING_TO_DO;
        for (Source source : sources.list()) {
            if (source.spec().every().isEmpty() || source.state() != State.ACTIVE) {
                continue;
            }
            Instant next = sources.plan(source).next().orElse(now);
            boolean busy = sources.running(source.name()).isPresent();
            if (!busy && !next.isAfter(now)) {
                due.add(new Due(source, next));
            }
            Duration left = Duration.between(now, next);
            Duration until =
                    left.isPositive() && !busy && left.compareTo(LONGEST_SLEEP) < 0
                            ? left
                            : LONGEST_SLEEP;
            sleep = until.compareTo(sleep) < 0 ? until : sleep;
        }
        due.sort(Comparator.comparing(Due::at));
        for (Due one : due) {
            if (mine.size() < AT_ONCE) {
                begin(one.source());
            }
        }
        return sleep;
    }

    private void begin(Source source) {
        try {
            mine.add(sources.start(source, progress -> {}).source());
        } catch (IngestException.Refused e) {
            boolean stillMine =
                    sources.find(source.name().value())
                            .filter(now -> now.state() == State.ACTIVE)
                            .filter(now -> sources.running(now.name()).isEmpty())
                            .isPresent();
            if (stillMine && !closed) { // else somebody has paused, removed or run it just now
                LOG.log(Level.WARNING, "a source cannot be run: {0}", e.getMessage());
                sources.refused(source, String.valueOf(e.getMessage()));
            }
        }
    }

    /// Begins nothing more. What runs is ended by [Sources#close].
    @Override
    public void close() {
        closed = true;
        wake.release();
        if (thread.isAlive()) {
            try {
                if (!thread.join(CLOSING)) { // it may look at a disk that does not answer
                    LOG.log(Level.WARNING, "the schedule of sources does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
