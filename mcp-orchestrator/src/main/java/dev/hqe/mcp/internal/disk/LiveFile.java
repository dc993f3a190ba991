package dev.hqe.mcp.internal.disk;

import dev.hqe.kernel.file.FileStamp;
import dev.hqe.kernel.file.FileTurn;
import dev.hqe.kernel.file.PrivateFile;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Registration;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A file that a person may edit while the workbench runs and that the workbench writes as well.
/// Whoever asks sees a change within a quarter of a second. One that cannot be read stands for
/// nothing until it is mended; what was meant by it is not guessed. Thread-safe.
///
/// @param <T> what is in the file
public final class LiveFile<T> {

    /// Looking at a file costs more than a small tool does.
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(250);

    /// There is something that cannot be looked at; reading it will say what is wrong.
    private static final FileStamp UNSEEN = new FileStamp(Instant.EPOCH, -1, "");

    private final Path file;
    private final Form<T> form;
    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile State<T> state;

    /// What a file is made of.
    ///
    /// @param <T> what is in the file
    public interface Form<T> {

        /// What holds where there is no file, and while there is one that cannot be read.
        T nothing();

        /// Reads it.
        ///
        /// @throws InvalidDocumentException with every problem and its line
        T parse(SourceDocument document);

        /// The text of a file.
        String write(T content);

        /// Where to log: whose file it is.
        System.Logger log();

        /// What it means for people that the file cannot be read, for the log.
        String unreadable();

        /// What to throw when something cannot be done.
        McpException failure(String message, @Nullable Throwable cause);
    }

    /// What was read at one moment.
    ///
    /// @param content nothing while there are problems
    /// @param problems each with its line
    public record Reading<T>(T content, List<Problem> problems) {

        /// Whether the file could be read, or there is none.
        public boolean isSound() {
            return problems.isEmpty();
        }
    }

    /// @param stamp how the file looked from outside
    /// @param lookedAt on the clock of [System#nanoTime]
    private record State<T>(Reading<T> reading, FileStamp stamp, long lookedAt) {}

    /// Reads the file, if there is one.
    public LiveFile(Path file, Form<T> form) {
        this.file = file;
        this.form = form;
        this.state = read(stamp(file));
    }

    /// What is in it now, or was a quarter of a second ago.
    public Reading<T> now() {
        State<T> now = state;
        return (System.nanoTime() - now.lookedAt < LOOK_EVERY ? now : look(LOOK_EVERY)).reading;
    }

    /// Looks at it now, so that [#now] says nothing that was changed before this.
    public void look() {
        look(0);
    }

    /// Registers a listener that runs after the content has changed. It returns quickly.
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }

    /// Changes the content and writes the file anew, in one step that no other process comes
    /// between.
    ///
    /// @param change gets the content as it is now
    public void change(UnaryOperator<T> change) {
        try {
            FileTurn.of(file)
                    .take(() -> {
                        changeInTurn(change);
                        return change;
                    });
        } catch (IOException e) {
            throw form.failure(file + " is not changed: " + e.getMessage(), e);
        }
    }

    private synchronized void changeInTurn(UnaryOperator<T> change) {
        Reading<T> now = read(stamp(file)).reading;
        if (!now.isSound()) {
            throw form.failure(
                    file
                            + " is not changed, because what is there cannot be read: "
                            + now.problems.getFirst(),
                    null);
        }
        T changed = change.apply(now.content);
        write(changed);
        state = new State<>(new Reading<>(changed, List.of()), stamp(file), System.nanoTime());
        listeners.tell(Runnable::run);
    }

    private State<T> look(long every) {
        State<T> before;
        State<T> after;
        synchronized (this) {
            before = state;
            if (System.nanoTime() - before.lookedAt < every) {
                return before;
            }
            FileStamp stamp = stamp(file);
            after =
                    stamp.equals(before.stamp)
                            ? new State<>(before.reading, stamp, System.nanoTime())
                            : read(stamp);
            state = after;
        }
        if (!after.reading.equals(before.reading)) {
            listeners.tell(Runnable::run);
        }
        return after;
    }

    private State<T> read(FileStamp stamp) {
        if (!stamp.exists()) {
            return new State<>(new Reading<>(form.nothing(), List.of()), stamp, System.nanoTime());
        }
        String name = String.valueOf(file.getFileName());
        try {
            T content = form.parse(SourceDocument.read(file, name));
            return new State<>(new Reading<>(content, List.of()), stamp, System.nanoTime());
        } catch (InvalidDocumentException e) {
            form.log().log(Level.ERROR, "{0}: {1}", form.unreadable(), e.problems());
            return new State<>(
                    new Reading<>(form.nothing(), e.problems()), stamp, System.nanoTime());
        }
    }

    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.read(file);
        } catch (IOException e) {
            return UNSEEN;
        }
    }

    private void write(T content) {
        try {
            PrivateFile.replace(file, form.write(content).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw form.failure(
                    file + " cannot be written: make room, or give yourself the right to write it",
                    e);
        }
    }
}
