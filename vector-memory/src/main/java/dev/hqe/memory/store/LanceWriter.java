package dev.hqe.memory.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The background thread of a dataset: waits for a change, then for others to go with it, and has
/// them written; between them it has the dataset put in order. What fails is tried again, after a
/// second, then after two and so on up to a minute.
///
/// Thread-safe.
final class LanceWriter {

    /// What is to be done, on the thread of the writer.
    interface Work {

        /// Whether the dataset is worth being put in order when nothing else is to be done.
        boolean isWorthTidying();

        /// Puts into the dataset what waits.
        void flush();

        /// Puts it in order as far as it is due, a bounded piece of it.
        ///
        /// @param idle whether nothing was written for a while
        /// @return whether there is more to do
        boolean tidy(boolean idle);

        /// The last that is called.
        void end();
    }

    private static final Logger LOG = System.getLogger(LanceWriter.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 1000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final String name;
    private final LanceSettings settings;
    private final Work work;
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /// @param name of the dataset, for people
    LanceWriter(String name, LanceSettings settings, Work work) {
        this.name = name;
        this.settings = settings;
        this.work = work;
        // a platform thread, because it is in native code most of the time
        this.thread = Thread.ofPlatform().name("hqe-lance-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// There is something to be written.
    void wake() {
        changed.release();
    }

    boolean isClosed() {
        return closed;
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (!closed) {
                try {
                    round();
                    pause = FIRST_PAUSE_MILLIS;
                } catch (RuntimeException | Error e) { // the edge: what waits stays in the journal
                    if (closed) {
                        return;
                    }
                    LOG.log(
                            Level.WARNING,
                            "changes stay in the journal for now: " + e.getMessage());
                    changed.release();
                    TimeUnit.MILLISECONDS.sleep(pause);
                    pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the writer of {0} was interrupted", name);
        } finally {
            work.end();
        }
    }

    private void round() throws InterruptedException {
        boolean told = awaitChange();
        if (told && !closed) {
            TimeUnit.NANOSECONDS.sleep(settings.groupWait().toNanos());
            changed.drainPermits();
            work.flush();
        }
        if (!closed && work.tidy(!told)) {
            changed.release(); // the rest behind the changes that have come meanwhile
        }
    }

    /// Says whether there was a change; if not, it is quiet and the dataset not in order.
    private boolean awaitChange() throws InterruptedException {
        if (work.isWorthTidying()) {
            return changed.tryAcquire(settings.upkeep().idle().toNanos(), TimeUnit.NANOSECONDS);
        }
        changed.acquire();
        return true;
    }

    /// Ends it. What is under way in native code is waited for, but not for long; then it ends by
    /// itself.
    void close(Duration patience) {
        closed = true;
        changed.release();
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        while (thread.isAlive() && deadline - System.nanoTime() > 0) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true; // a group at most, mostly
            }
        }
        if (thread.isAlive()) {
            LOG.log(Level.WARNING, "{0}: what is under way did not end in {1}", name, patience);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
