package dev.hqe.ui.internal.kept;

import dev.hqe.kernel.file.PrivateFile;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What the window remembers, and its file. Changes reach the file a moment later, on a virtual
/// thread; a file that cannot be read or written costs what it says and nothing else. For the
/// JavaFX thread, but for [#read] and [#flush].
public final class Kept {

    /// In the data directory.
    public static final String FILE = "window.json";

    /// Largest file that is read.
    static final int MAX_BYTES = 64 * 1024;

    private static final Duration WRITE_AFTER = Duration.ofMillis(500);
    private static final Logger LOG = System.getLogger(Kept.class.getName());

    private final @Nullable Path file;
    private final ReadOnlyObjectWrapper<WindowState> state;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile WindowState newest;
    private WindowState written;
    private boolean systemMotion = true;

    private Kept(@Nullable Path file, WindowState state) {
        this.file = file;
        this.state = new ReadOnlyObjectWrapper<>(state);
        this.newest = state;
        this.written = state;
    }

    /// Remembers as long as the window is open.
    public static Kept inMemory() {
        return new Kept(null, WindowState.FIRST);
    }

    /// What the last window of this data directory remembered. Reads a small file; a broken one is
    /// as if there were none.
    public static Kept read(Path home) {
        Path file = home.resolve(FILE);
        return new Kept(file, stateIn(file));
    }

    private static WindowState stateIn(Path file) {
        try {
            if (!Files.exists(file)) {
                return WindowState.FIRST;
            }
            if (Files.size(file) > MAX_BYTES) {
                LOG.log(Level.WARNING, "{0} is too large and not read", file);
                return WindowState.FIRST;
            }
            return WindowStateJson.read(Json.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException | JacksonException e) {
            LOG.log(Level.WARNING, "{0} cannot be read; the window opens as new: {1}", file, e);
            return WindowState.FIRST;
        }
    }

    public WindowState state() {
        return state.get();
    }

    public ReadOnlyObjectProperty<WindowState> property() {
        return state.getReadOnlyProperty();
    }

    /// Remembers something else.
    public void change(UnaryOperator<WindowState> change) {
        WindowState now = change.apply(state.get());
        if (now.equals(state.get())) {
            return;
        }
        newest = now;
        state.set(now);
        if (file != null && writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("window-state").start(this::writeSoon);
        }
    }

    private void writeSoon() {
        LockSupport.parkNanos(WRITE_AFTER.toNanos());
        writing.set(false);
        flush();
    }

    /// Writes what is not in the file yet. From any thread but the JavaFX thread.
    public synchronized void flush() {
        WindowState now = newest;
        if (file == null || now.equals(written)) {
            return;
        }
        try {
            PrivateFile.replace(file, Json.MAPPER.writeValueAsBytes(WindowStateJson.write(now)));
            written = now;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the window is not remembered", e);
        }
    }

    /// Whether things may move: the person has not turned it off, here or for the whole desktop.
    public boolean motion() {
        return systemMotion && state.get().motion();
    }

    /// What the desktop says of it.
    public void systemMotion(boolean now) {
        systemMotion = now;
    }

    /// Where a divider was left.
    public double divider(String name, double usual) {
        return state.get().dividers().getOrDefault(name, usual);
    }
}
