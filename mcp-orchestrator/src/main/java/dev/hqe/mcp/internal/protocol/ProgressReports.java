package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.ProgressSink;
import java.util.function.Predicate;

/// Turns a tool's reports into progress notifications (2026-07-28, Progress): only growing values,
/// none after the end, and no more than a burst of 64 and then 100 a second. Thread-safe.
final class ProgressReports implements ProgressSink {

    private static final double BURST = 64;
    private static final double PER_NANO = 100e-9;

    private final RequestId token;
    private final Predicate<byte[]> out;
    private double last = Double.NEGATIVE_INFINITY;
    private double allowance = BURST;
    private long refilledAt = System.nanoTime();
    private boolean ended;

    /// @param out takes a message or drops it, without waiting
    ProgressReports(RequestId token, Predicate<byte[]> out) {
        this.token = token;
        this.out = out;
    }

    @Override
    public synchronized void report(double progress, double total, String message) {
        if (ended || !Double.isFinite(progress) || progress <= last || !mayPass()) {
            return;
        }
        if (out.test(Frames.progress(token, progress, total, message))) {
            last = progress;
        }
    }

    /// No more from here on. What was reported before stands in the queue ahead of the response.
    synchronized void end() {
        ended = true;
    }

    private boolean mayPass() {
        long now = System.nanoTime();
        allowance = Math.min(BURST, allowance + (now - refilledAt) * PER_NANO);
        refilledAt = now;
        if (allowance < 1) {
            return false;
        }
        allowance--;
        return true;
    }
}
