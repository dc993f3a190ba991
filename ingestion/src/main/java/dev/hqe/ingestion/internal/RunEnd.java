package dev.hqe.ingestion.internal;

import dev.hqe.ingestion.IngestException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// The end of a run, for those who wait for it. Thread-safe.
///
/// @param <R> what the run reports
public final class RunEnd<R> {

    private static final Logger LOG = System.getLogger(RunEnd.class.getName());

    private final CompletableFuture<R> end = new CompletableFuture<>();

    /// The run has ended with this report.
    public void complete(R report) {
        end.complete(report);
    }

    /// The run has failed.
    public void fail(Throwable why) {
        end.completeExceptionally(why);
    }

    /// Waits for the end. If this thread is interrupted the run is cancelled, its end is still
    /// waited for, and the thread is interrupted when this returns.
    ///
    /// @param cancel asks the run to stop
    /// @param failed makes of what the run failed with what is thrown here
    public R await(Runnable cancel, Function<Throwable, IngestException> failed) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return end.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel.run();
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    throw failed.apply(cause == null ? e : cause);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits for the end, whatever it is, but no longer than this. If this thread is interrupted it
    /// returns at once and leaves it so.
    ///
    /// @return whether the run has ended
    public boolean awaitFor(Duration longest) {
        try {
            end.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "ended by a failure that its report tells", e);
        }
        return end.isDone();
    }
}
