package dev.hqe.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/// Opens the parts of a workbench in order, starts them, and closes them in reverse. Each step has
/// a name and is timed, so that "what is slow at start" is a question with an answer.
///
/// Opening gives a part its resources; starting lets it act on its own (threads, sockets). A part
/// that fails to open or start closes everything opened before it, and the failure is thrown.
///
/// Used by one thread, the one that composes the workbench.
public final class Lifecycle implements AutoCloseable {

    /// What a step did.
    public enum Phase {
        OPEN,
        START,
        CLOSE
    }

    /// One step that ended, with the time it took.
    public record Step(String name, Phase phase, Duration took) {}

    /// An action of a part that may throw.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private record Named(String name, Action action) {}

    private final List<Step> steps = new ArrayList<>();
    private final List<Named> starters = new ArrayList<>();
    private final Deque<Named> closers = new ArrayDeque<>();

    /// Opens a part; it is closed when this lifecycle is.
    public <T extends AutoCloseable> T open(String name, Callable<T> opening) {
        T part = timed(name, Phase.OPEN, opening);
        closers.push(new Named(name, part::close));
        return part;
    }

    /// Notes what to run in [#start], in the order of these calls.
    public void onStart(String name, Action action) {
        starters.add(new Named(name, action));
    }

    /// Starts what was opened.
    public void start() {
        for (Named starter : starters) {
            timed(starter.name(), Phase.START, () -> run(starter.action()));
        }
        starters.clear();
    }

    /// What has been done so far, in order.
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /// Closes every part, the last opened first. A part that fails to close does not keep the
    /// others open; the first failure is thrown at the end, with the others suppressed.
    @Override
    public void close() {
        starters.clear();
        Throwable failure = null;
        while (!closers.isEmpty()) {
            Named closer = closers.pop();
            try {
                clock(closer.name(), Phase.CLOSE, () -> run(closer.action()));
            } catch (RuntimeException | Error e) { // the others must be closed all the same
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new AssertionError(failure); // nothing else is caught above
        }
    }

    private <T> T timed(String name, Phase phase, Callable<T> work) {
        try {
            return clock(name, phase, work);
        } catch (RuntimeException | Error e) { // an Error too: a native library that is missing
            try {
                close();
            } catch (RuntimeException | Error closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private <T> T clock(String name, Phase phase, Callable<T> work) {
        long began = System.nanoTime();
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new LifecycleException(name, phase, e);
        } finally {
            steps.add(new Step(name, phase, Duration.ofNanos(System.nanoTime() - began)));
        }
    }

    private static Boolean run(Action action) throws Exception {
        action.run();
        return true;
    }
}
