package dev.hqe.mcp.policy;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.internal.disk.FileTurn;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The rules in a file that a person may edit while the workbench runs: a change is seen within a
/// quarter of a second. A file that cannot be read lets nobody but a person do anything until it is
/// mended; what was meant by it is not guessed. Thread-safe.
public final class PolicyFile {

    /// The file's name in the data directory.
    public static final String NAME = "policy.yaml";

    private static final System.Logger LOG = System.getLogger(PolicyFile.class.getName());

    /// Looking at a file costs more than a small tool does.
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(250);

    private final Path file;
    private final InstantSource clock;
    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile State state;

    /// What was read last.
    ///
    /// @param stamp how the file looked from outside; null when there was none
    /// @param lookedAt on the clock of [System#nanoTime]
    private record State(
            PolicyRules rules, List<Problem> problems, @Nullable Stamp stamp, long lookedAt) {}

    private record Stamp(long modifiedNanos, long size, @Nullable Object key) {}

    /// Reads the file, if there is one.
    public PolicyFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.state = read(stamp(file));
    }

    /// The rules now; none while the file has [#problems].
    public PolicyRules rules() {
        return current().rules();
    }

    /// What is wrong with the file, each with its line; empty when nothing is.
    public List<Problem> problems() {
        return current().problems();
    }

    /// Changes the rules and writes the file anew, in one step that no other process comes between.
    ///
    /// @param change gets the rules as they are now
    /// @throws PolicyException when the file has problems, or cannot be written
    public void change(UnaryOperator<PolicyRules> change) {
        try {
            FileTurn.take(
                    file,
                    () -> {
                        changeInTurn(change);
                        return change;
                    });
        } catch (IOException e) {
            throw new PolicyException(file + " is not changed: " + e.getMessage(), e);
        }
    }

    private synchronized void changeInTurn(UnaryOperator<PolicyRules> change) {
        State now = read(stamp(file));
        if (!now.problems.isEmpty()) {
            throw new PolicyException(
                    "the rules are not changed, because what is there cannot be read: "
                            + now.problems.getFirst());
        }
        PolicyRules changed = change.apply(now.rules);
        write(changed);
        state = new State(changed, List.of(), stamp(file), System.nanoTime());
        listeners.tell(Runnable::run);
    }

    /// Puts a rule before all others.
    public void add(PolicyRule rule) {
        change(rules -> rules.with(rule, clock.instant()));
    }

    /// Registers a listener that runs after the rules have changed. It returns quickly.
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }

    private State current() {
        State now = state;
        return System.nanoTime() - now.lookedAt < LOOK_EVERY ? now : look();
    }

    private State look() {
        State before;
        State after;
        synchronized (this) {
            before = state;
            if (System.nanoTime() - before.lookedAt < LOOK_EVERY) {
                return before;
            }
            Stamp stamp = stamp(file);
            boolean same = stamp == null ? before.stamp == null : stamp.equals(before.stamp);
            after =
                    same
                            ? new State(before.rules, before.problems, stamp, System.nanoTime())
                            : read(stamp);
            state = after;
        }
        if (!after.rules.equals(before.rules) || !after.problems.equals(before.problems)) {
            listeners.tell(Runnable::run);
        }
        return after;
    }

    private State read(@Nullable Stamp stamp) {
        if (stamp == null) {
            return new State(PolicyRules.NONE, List.of(), null, System.nanoTime());
        }
        String name = String.valueOf(file.getFileName());
        try {
            PolicyRules rules = PolicyRules.parse(SourceDocument.read(file, name));
            return new State(rules, List.of(), stamp, System.nanoTime());
        } catch (InvalidDocumentException e) {
            LOG.log(Level.ERROR, "nothing runs for agents until this is mended: {0}", e.problems());
            return new State(PolicyRules.NONE, e.problems(), stamp, System.nanoTime());
        }
    }

    private static @Nullable Stamp stamp(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    seen.lastModifiedTime().to(TimeUnit.NANOSECONDS), seen.size(), seen.fileKey());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return new Stamp(0, -1, null); // there is something: reading it will say what is wrong
        }
    }

    private void write(PolicyRules rules) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, rules.toYaml().getBytes(StandardCharsets.UTF_8));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PolicyException(
                    file + " cannot be written: make room, or give yourself the right to write it",
                    e);
        }
    }
}
