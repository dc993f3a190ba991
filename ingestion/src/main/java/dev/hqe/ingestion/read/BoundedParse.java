package dev.hqe.ingestion.read;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Runs the parsers of documents, which are large, old, and fed by strangers: each document on a
/// thread of its own, with a deadline and a stack of a fixed size.
///
/// Java cannot end a thread. A parser that does not come to its end within its time is told to stop
/// (by an interrupt, and by the text it writes) and left behind; when [#MAX_STUCK] of them still
/// run, no more documents are begun. Thread-safe.
final class BoundedParse {

    /// How many parsers may be left behind at once.
    static final int MAX_STUCK = 4;

    private static final long STACK_BYTES = 4 << 20;
    private static final AtomicInteger STUCK = new AtomicInteger();

    private BoundedParse() {}

    private static final class Stop {
        private volatile boolean stopped;
        private boolean ended;

        /// Counts a parser that is left behind, unless it has just ended.
        synchronized void leave() {
            stopped = true;
            if (!ended) {
                STUCK.incrementAndGet();
            }
        }

        synchronized void end() {
            ended = true;
            if (stopped) {
                STUCK.decrementAndGet();
            }
        }

        boolean stopped() {
            return stopped;
        }
    }

    /// How many parsers were left behind and still run.
    static int stuck() {
        return STUCK.get();
    }

    /// Runs a parser and waits for it.
    ///
    /// @param parse is given a way to ask whether to stop
    /// @throws ReadException if it takes too long, too much memory, or too many levels
    static <T> T run(String name, Duration timeout, Function<BooleanSupplier, Callable<T>> parse)
            throws Exception {
        if (STUCK.get() >= MAX_STUCK) {
            throw new ReadException(
                    name
                            + " is not read: "
                            + MAX_STUCK
                            + " documents before it are still being read after their time was over."
                            + " Take them away and start the workbench anew.");
        }
        Stop stop = new Stop();
        Callable<T> work = parse.apply(stop::stopped);
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    try {
                        return work.call();
                    } finally {
                        stop.end();
                    }
                });
        Thread thread = new Thread(null, task, "hqe-document", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop.leave();
            thread.interrupt();
            throw new ReadException(
                    name
                            + " takes longer than "
                            + timeout.toSeconds()
                            + " s to be read. Raise documentTimeout if it should be read.",
                    e);
        } catch (InterruptedException e) {
            stop.leave();
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new ReadException("Reading " + name + " was stopped", e);
        } catch (ExecutionException e) {
            throw ofWork(name, e);
        }
    }

    private static Exception ofWork(String name, ExecutionException e) {
        return switch (e.getCause()) {
            case OutOfMemoryError memory ->
                    new ReadException(
                            name
                                    + " takes more memory to be read than there is. Leave it out, or"
                                    + " give the workbench more (-Xmx).",
                            memory);
            case StackOverflowError deep -> new ReadException(name + " is nested too deeply", deep);
            case LinkageError missing ->
                    new ReadException(
                            name
                                    + " needs a part of its reader that this build does not have: "
                                    + missing.getMessage(),
                            missing);
            case Exception known -> known;
            case null, default -> new ReadException(name + " cannot be read: " + e.getCause(), e);
        };
    }
}
