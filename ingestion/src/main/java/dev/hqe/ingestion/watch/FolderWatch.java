package dev.hqe.ingestion.watch;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.folder.FolderScan.Part;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceProgress;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.ingestion.source.Sources;
import dev.hqe.ingestion.watch.WatchState.Mode;
import dev.hqe.kernel.file.FileStamp;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows the folder of one source.
///
/// Begins with a look at the whole folder, which catches up on what happened while nobody looked,
/// and asks the system to tell of each folder before it is listed, so that nothing falls in
/// between. From then on only folders in which something has happened are looked at, and those that
/// are new.
///
/// The whole is looked at again: when more has happened than can be remembered, when the system has
/// lost events, when ignore rules have changed, when a run did not come to its end, when the folder
/// was away, and every now and then for what nobody told.
///
/// Thread-safe.
final class FolderWatch implements FolderEvents.Listener, AutoCloseable {

    private static final Logger LOG = System.getLogger(FolderWatch.class.getName());
    private static final int POLL_SHARE = 20;
    private static final int MAX_BUSY = 10_000;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /// A folder that the system tells of.
    ///
    /// @param identity tells it from another of the same path
    private record Told(WatchKey key, String identity) {}

    private final SourceName name;
    private final Path root;
    private final Sources sources;
    private final FolderEvents events;
    private final WatchSettings settings;
    private final Pending pending;
    private final Thread thread;
    private final Map<String, Told> told = new HashMap<>(); // guarded by itself
    private final Map<String, Instant> busySince = new HashMap<>(); // of the thread that walks

    private volatile boolean untold;
    private volatile Mode mode = Mode.CATCHING_UP;
    private volatile String note = "";
    private volatile @Nullable Instant lastLook;
    private volatile @Nullable Instant lastChange;
    private volatile boolean closed;
    private String rootKey = "";
    private long wholeNanos = System.nanoTime();
    private Duration wholeTook = Duration.ZERO;
    private Duration retry = RETRY;

    FolderWatch(
            SourceName name,
            Path root,
            Sources sources,
            FolderEvents events,
            WatchSettings settings) {
        this.name = name;
        this.root = root;
        this.sources = sources;
        this.events = events;
        this.settings = settings;
        this.pending = new Pending(settings.quiet(), settings.longest(), settings.maxPending());
        this.thread = Thread.ofVirtual().name("watch-" + name).unstarted(this::run);
    }

    void start() {
        pending.addAllNow();
        thread.start();
    }

    WatchState state() {
        int folders;
        synchronized (told) {
            folders = told.size();
        }
        return new WatchState(
                mode,
                folders,
                pending.size(),
                Optional.ofNullable(lastLook),
                Optional.ofNullable(lastChange),
                note);
    }

    @Override
    public void changed(String path, boolean rules) {
        if (rules) {
            pending.addAll();
        } else {
            pending.add(path);
        }
    }

    @Override
    public void lost(String path) {
        synchronized (told) {
            told.remove(path);
        }
    }

    private void run() {
        try {
            while (!closed) {
                Optional<Pending.Due> due = pending.await(longestWait());
                switch (root()) {
                    case SAME -> {
                        if (isWholeDue()) {
                            look(Pending.Due.ALL);
                        } else if (due.isPresent()) {
                            look(due.get());
                        }
                    }
                    case OTHER -> look(Pending.Due.ALL);
                    case MISSING -> forgetTold();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // the edge of this thread
            if (!closed) {
                note = "the watch has ended: " + e;
                mode = Mode.FAILING;
                LOG.log(Level.ERROR, "the watch of " + name + " has ended", e);
            }
        } finally {
            forgetTold();
        }
    }

    private Duration longestWait() {
        Duration poll = pollEvery();
        return untold && poll.compareTo(settings.look()) < 0 ? poll : settings.look();
    }

    private Duration pollEvery() {
        Duration slow = wholeTook.multipliedBy(POLL_SHARE);
        return slow.compareTo(settings.poll()) > 0 ? slow : settings.poll();
    }

    private boolean isWholeDue() {
        Duration every = untold ? pollEvery() : settings.rescan();
        return System.nanoTime() - wholeNanos >= every.toNanos();
    }

    private enum Root {
        SAME,
        OTHER,
        MISSING
    }

    /// A folder that is away is no folder whose files were deleted.
    private Root root() {
        FileStamp now = FileStamp.of(root);
        if (!now.exists() || !Files.isDirectory(root)) {
            if (mode != Mode.ROOT_MISSING) {
                LOG.log(Level.WARNING, "{0}: {1} is not there; nothing is deleted", name, root);
            }
            mode = Mode.ROOT_MISSING;
            note = root + " is not there. Nothing is deleted; it goes on once the folder is back.";
            rootKey = "";
            return Root.MISSING;
        }
        if (now.key().equals(rootKey)) {
            return Root.SAME;
        }
        forgetTold(); // of what was there before
        rootKey = now.key();
        return Root.OTHER;
    }

    private void look(Pending.Due due) throws InterruptedException {
        long begun = System.nanoTime();
        Set<String> later = new HashSet<>();
        boolean all = due.all() || untold;
        if (all) {
            untold = !FolderEvents.tells(root);
        }
        Set<String> seen = new HashSet<>();
        Part part =
                new Part(
                        (folder, path, attributes) -> {
                            seen.add(path);
                            boolean isNew = tellOf(folder, path, attributes);
                            return isNew || all || due.concerns(path);
                        },
                        all,
                        (path, stamp) -> isBusy(path, stamp, later));
        if (!ran(part)) {
            pending.addAll();
            waitToRetry();
            return;
        }
        retry = RETRY;
        later.forEach(pending::add);
        if (all) {
            forgetTold(seen);
            wholeNanos = System.nanoTime();
            wholeTook = Duration.ofNanos(wholeNanos - begun);
        }
        mode = untold ? Mode.POLLING : Mode.WATCHING;
        note =
                untold
                        ? "the system does not tell of changes here; it is looked at every "
                                + pollEvery().toSeconds()
                                + " s"
                        : "";
    }

    private boolean ran(Part part) {
        try {
            Source source = sources.require(name.value());
            SourceReport report = sources.start(source, part, progress -> {}).await();
            if (report.outcome() == Outcome.COMPLETED) {
                SourceProgress counts = report.counts();
                lastLook = Instant.now();
                if (counts.stored() + counts.deleted() > 0) {
                    lastChange = lastLook;
                }
                return true;
            }
            failing(report.failure());
        } catch (IngestException e) { // it is running already, its Topic is not, the folder is away
            failing(String.valueOf(e.getMessage()));
        }
        return false;
    }

    private void failing(String why) {
        if (!why.isEmpty()) {
            note = why;
            mode = Mode.FAILING;
        }
    }

    private void waitToRetry() throws InterruptedException {
        Duration now = retry;
        Duration next = retry.multipliedBy(2);
        retry = next.compareTo(LONGEST_RETRY) < 0 ? next : LONGEST_RETRY;
        Thread.sleep(now);
    }

    /// Asks the system to tell of a folder.
    ///
    /// @return whether it is one that was not known before
    private boolean tellOf(Path folder, String path, BasicFileAttributes attributes) {
        String identity = Objects.toString(attributes.fileKey(), "");
        synchronized (told) {
            Told before = told.get(path);
            if (before != null && before.key().isValid() && before.identity().equals(identity)) {
                return false;
            }
        }
        if (!untold) {
            try {
                WatchKey key = events.begin(folder, path, this);
                synchronized (told) {
                    told.put(path, new Told(key, identity));
                }
            } catch (IOException | RuntimeException e) { // closed, gone again, or no more
                if (Files.isDirectory(folder) && !closed) {
                    Level level = mode == Mode.POLLING ? Level.DEBUG : Level.WARNING;
                    LOG.log(level, name + ": polled, the system does not tell of " + folder, e);
                    untold = true;
                }
            }
        }
        return true;
    }

    /// Somebody may still write to a file that was written a moment ago.
    private boolean isBusy(String path, FileStamp stamp, Set<String> later) {
        Instant now = Instant.now();
        Duration age = Duration.between(stamp.at(), now);
        Instant since = busySince.getOrDefault(path, now);
        boolean busy =
                age.abs().compareTo(settings.quiet()) < 0
                        && Duration.between(since, now).compareTo(settings.longestBusy()) < 0
                        && busySince.size() < MAX_BUSY
                        && later.size() < settings.maxPending();
        if (busy) {
            busySince.putIfAbsent(path, now);
            later.add(path.substring(0, path.lastIndexOf('/') + 1));
        } else {
            busySince.remove(path);
        }
        return busy;
    }

    private void forgetTold() {
        forgetTold(Set.of());
    }

    /// @param but these, which are there
    private void forgetTold(Set<String> but) {
        Map<String, Told> gone = new HashMap<>();
        synchronized (told) {
            told.forEach((path, one) -> {
                if (!but.contains(path)) {
                    gone.put(path, one);
                }
            });
            told.keySet().removeAll(gone.keySet());
        }
        gone.forEach((path, one) -> events.end(one.key(), path, this));
    }

    /// Ends the watch and the run that it has begun; waits for neither longer than a run takes to
    /// notice.
    @Override
    public void close() {
        closed = true;
        pending.close();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
