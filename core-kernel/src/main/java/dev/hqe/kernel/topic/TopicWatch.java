package dev.hqe.kernel.topic;

import dev.hqe.kernel.file.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches the folder of Topics and says when something in it was written, once it is quiet again.
///
/// It asks the operating system to be told (on macOS the JDK looks every few seconds instead), and
/// looks by itself every now and then for what it was not told: a network file system, more folders
/// than the system watches, an overflow.
///
/// It says too much rather than too little; who is told looks whether anything is different.
public final class TopicWatch implements AutoCloseable {

    /// How long it waits.
    ///
    /// @param quiet after the last event, before it says so
    /// @param longest after the first, also where it never becomes quiet
    /// @param rescan without any event
    public record Pace(Duration quiet, Duration longest, Duration rescan) {

        public static final Pace DEFAULT =
                new Pace(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(30));
    }

    private static final Logger LOG = System.getLogger(TopicWatch.class.getName());

    /// Most folders that the system is asked to watch.
    private static final int MAX_FOLDERS = 8_000;

    private final Path root;
    private final Runnable changed;
    private final Pace pace;
    private final Thread thread;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private boolean complained;
    private boolean closed;
    private @Nullable WatchService service;

    /// Watches from now on, on a thread of its own.
    ///
    /// @param root created where it is missing
    /// @param changed called on that thread; what it throws is logged
    public static TopicWatch start(Path root, Runnable changed, Pace pace) {
        TopicWatch watch = new TopicWatch(root, changed, pace);
        watch.thread.start();
        return watch;
    }

    private TopicWatch(Path root, Runnable changed, Pace pace) {
        this.root = root;
        this.changed = changed;
        this.pace = pace;
        thread = Thread.ofVirtual().name("topic-watch").unstarted(this::run);
    }

    private void run() {
        try {
            PrivateFolder.create(root);
            try (WatchService opened = open()) {
                watch(opened);
            }
        } catch (IOException | UnsupportedOperationException e) {
            complain("cannot be watched; new Topics are noticed by the next command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "the watch of Topics has ended", e);
        }
    }

    private synchronized WatchService open() throws IOException {
        if (closed) {
            throw new ClosedWatchServiceException();
        }
        service = root.getFileSystem().newWatchService();
        return service;
    }

    private void watch(WatchService service) throws InterruptedException {
        register(service);
        Duration wait = pace.longest(); // then what was written before the system was asked
        while (true) {
            WatchKey first = service.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            wait = pace.rescan();
            if (first != null) {
                drain(first);
                awaitQuiet(service);
            }
            register(service);
            tell();
        }
    }

    private void awaitQuiet(WatchService service) throws InterruptedException {
        long end = System.nanoTime() + pace.longest().toNanos();
        while (System.nanoTime() < end) {
            WatchKey next = service.poll(pace.quiet().toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                return;
            }
            drain(next);
        }
    }

    /// What has happened is of no interest, only that something has.
    private static void drain(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    private void tell() {
        try {
            changed.run();
        } catch (RuntimeException e) { // the edge: the next event is to be noticed all the same
            LOG.log(Level.WARNING, "the Topics cannot be read anew", e);
        }
    }

    private void register(WatchService service) {
        keys.values().removeIf(key -> !key.isValid());
        try {
            Files.walkFileTree(
                    root,
                    EnumSet.noneOf(FileVisitOption.class),
                    FolderListing.MAX_DEPTH,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes is) throws IOException {
                            return enter(service, folder);
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE; // gone again
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            complain("cannot all be watched; changes are noticed later", e);
        }
    }

    private FileVisitResult enter(WatchService service, Path folder) throws IOException {
        if (!folder.equals(root) && FolderListing.isNeverPart(folder.getFileName().toString())) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (keys.size() >= MAX_FOLDERS) {
            return FileVisitResult.TERMINATE;
        }
        if (!keys.containsKey(folder)) {
            keys.put(
                    folder,
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_DELETE,
                            StandardWatchEventKinds.ENTRY_MODIFY));
        }
        return FileVisitResult.CONTINUE;
    }

    private void complain(String what, Exception e) {
        if (!complained) {
            complained = true;
            LOG.log(Level.WARNING, () -> root + ": " + what + " (" + e.getMessage() + ")");
        }
    }

    /// Ends the watch; what it has begun to tell is told to its end.
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            if (service != null) {
                service.close();
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
