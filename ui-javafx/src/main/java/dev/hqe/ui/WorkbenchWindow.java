package dev.hqe.ui;

import dev.hqe.ui.internal.DesktopLibraries;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.FxPulses;
import dev.hqe.ui.internal.FxToolkit;
import dev.hqe.ui.internal.OpenWindow;
import dev.hqe.ui.internal.kept.Kept;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The window of one workbench.
///
/// Needs no `Application` class, so it works from the class path: any `main` may call [#open]. The
/// JVM needs `--enable-native-access=ALL-UNNAMED`.
///
/// Thread-safe.
public final class WorkbenchWindow implements AutoCloseable {

    /// How long a cancelled ingest may take to end: it stops after the file it is at.
    private static final Duration INGEST_PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(WorkbenchWindow.class.getName());

    private final FxDispatcher dispatcher;
    private final Display display;
    private final Kept kept;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable OpenWindow> window = new AtomicReference<>();

    /// When the JVM ends JavaFX ends with it, at the same time as everything else: nothing that is
    /// posted then is run any more, and nobody should wait for it.
    private final Thread ending = new Thread(this::end, "window-end");

    private WorkbenchWindow(FxDispatcher dispatcher, Display display, Kept kept) {
        this.kept = kept;
        this.dispatcher = dispatcher;
        this.display = display;
    }

    /// What keeps a window from opening on a display (there is none, a missing library), said so
    /// that it can be mended; empty if nothing does.
    public static Optional<String> obstacle(Display display) {
        return DesktopLibraries.obstacle(
                System.getProperty("os.name"), display.variables(), FxPulses.headless());
    }

    /// Opens the window and returns when it is shown. Not to be called from the JavaFX thread.
    ///
    /// The first window of a process starts JavaFX, which stays up until the process ends: a later
    /// window opens on the same display, whatever it asks for.
    ///
    /// @throws WindowException if no window can be opened here
    public static WorkbenchWindow open(WindowParts parts, Display wanted) {
        Display display = FxToolkit.start(wanted);
        FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
        Kept kept = Kept.read(parts.home());
        WorkbenchWindow workbench = new WorkbenchWindow(dispatcher, display, kept);
        workbench.noticeTheEnd();
        CountDownLatch opened = new CountDownLatch(1);
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        dispatcher.post(() -> {
            try {
                workbench.window.set(
                        OpenWindow.open(parts, dispatcher, kept, workbench.closed::countDown));
            } catch (RuntimeException e) { // the edge: thrown to the caller of open
                failure.set(e);
            } finally {
                opened.countDown();
            }
        });
        await(opened);
        RuntimeException failed = failure.get();
        if (failed != null) {
            workbench.letGo();
            throw new WindowException(
                    "the window cannot be opened: " + failed.getMessage(), failed);
        }
        return workbench;
    }

    /// Where it is.
    public Display display() {
        return display;
    }

    /// Whether it has been closed; a folder may still be let go of then.
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// Brings the window in front of others.
    public void toFront() {
        onWindow(OpenWindow::toFront);
    }

    /// Waits until the window has been closed, by the person or by [#close].
    public void awaitClosed() {
        await(closed);
    }

    /// Closes the window if it is open, without asking. A folder that is being read is cancelled;
    /// returns when that has ended, after at most five seconds.
    @Override
    public void close() {
        if (closed.getCount() > 0) {
            onWindow(OpenWindow::close);
            await(closed);
        }
        awaitIngest();
        kept.flush();
        letGo();
    }

    private void letGo() {
        dispatcher.close();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the JVM is ending");
        }
    }

    private void noticeTheEnd() {
        try {
            Runtime.getRuntime().addShutdownHook(ending);
        } catch (IllegalStateException e) {
            throw new WindowException("no window is opened any more: the workbench is ending", e);
        }
    }

    private void end() {
        OpenWindow open = window.get();
        if (open != null) {
            open.stopIngest();
        }
        closed.countDown();
    }

    /// Adds a folder as a person does. For tests, on the JavaFX thread.
    ///
    /// @return whether it is being read now
    boolean add(Path folder) {
        OpenWindow open = window.get();
        return open != null && open.add(folder);
    }

    private void awaitIngest() {
        OpenWindow open = window.get();
        try {
            if (open != null && !open.awaitIngest(INGEST_PATIENCE)) {
                LOG.log(Level.WARNING, "a folder is still being read; the window no longer waits");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(Level.DEBUG, "interrupted while waiting for an ingest to end");
        }
    }

    private void onWindow(Consumer<OpenWindow> action) {
        dispatcher.post(() -> {
            OpenWindow open = window.get();
            if (open != null) {
                action.accept(open);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WindowException("interrupted while waiting for the window", e);
        }
    }
}
