package dev.hqe.mcp.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Runs something later; a seam, so that tests need not wait.
@FunctionalInterface
public interface Timers {

    /// Runs this once after that time, on a thread that may block.
    ///
    /// @return takes it back, if it has not begun
    Runnable after(Duration delay, Runnable what);

    /// The JDK's own timer, which costs no thread of ours; the work runs on a new virtual thread.
    static Timers system() {
        return (delay, what) -> {
            Executor later =
                    CompletableFuture.delayedExecutor(
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS,
                            run -> Thread.ofVirtual().name("mcp-server-restart").start(run));
            CompletableFuture<Void> pending = CompletableFuture.runAsync(what, later);
            return () -> pending.cancel(false);
        };
    }
}
