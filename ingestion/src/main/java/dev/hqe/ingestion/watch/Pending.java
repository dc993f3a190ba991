package dev.hqe.ingestion.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;

/// Folders in which something has happened and nobody has looked since. Holds so many and no more;
/// beyond that it is all of them. Thread-safe.
final class Pending {

    /// What is to be looked at.
    ///
    /// @param all the whole folder, whatever `folders` says
    record Due(boolean all, TreeSet<String> folders) {

        static final Due ALL = new Due(true, new TreeSet<>());

        /// Whether a folder, or one in it, is to be looked at.
        ///
        /// @param path ends in `/`, or is empty
        boolean concerns(String path) {
            String next = folders.ceiling(path);
            return all || (next != null && next.startsWith(path));
        }
    }

    private final Duration quiet;
    private final Duration longest;
    private final int most;
    private TreeSet<String> folders = new TreeSet<>();
    private boolean all;
    private boolean now;
    private boolean closed;
    private long firstNanos;
    private long lastNanos;

    Pending(Duration quiet, Duration longest, int most) {
        this.quiet = quiet;
        this.longest = longest;
        this.most = most;
    }

    /// Something has happened in a folder.
    synchronized void add(String path) {
        touch();
        if (!all && folders.size() >= most) {
            addAllOfIt();
        } else if (!all) {
            folders.add(path);
        }
        notifyAll();
    }

    /// Something may have happened anywhere.
    synchronized void addAll() {
        touch();
        addAllOfIt();
        notifyAll();
    }

    /// The same, and it need not become quiet first.
    synchronized void addAllNow() {
        now = true;
        addAll();
    }

    private void addAllOfIt() {
        all = true;
        folders = new TreeSet<>();
    }

    private void touch() {
        lastNanos = System.nanoTime();
        if (isEmpty()) {
            firstNanos = lastNanos;
        }
    }

    private boolean isEmpty() {
        return !all && folders.isEmpty();
    }

    /// How many there are; -1 for the whole.
    synchronized int size() {
        return all ? -1 : folders.size();
    }

    /// Waits until something is due: it has happened and become quiet again, or has been going on
    /// for long.
    ///
    /// @param most how long
    /// @return empty if nothing is by then
    synchronized Optional<Due> await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!closed) {
            long time = System.nanoTime();
            long dueIn =
                    isEmpty()
                            ? Long.MAX_VALUE
                            : now
                                    ? 0
                                    : Math.min(
                                            lastNanos + quiet.toNanos() - time,
                                            firstNanos + longest.toNanos() - time);
            if (dueIn <= 0) {
                Due due = new Due(all, folders);
                folders = new TreeSet<>();
                all = false;
                now = false;
                return Optional.of(due);
            }
            if (time >= end) {
                return Optional.empty();
            }
            long millis = Math.min(dueIn, end - time) / 1_000_000 + 1;
            wait(millis);
        }
        throw new InterruptedException("closed");
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
