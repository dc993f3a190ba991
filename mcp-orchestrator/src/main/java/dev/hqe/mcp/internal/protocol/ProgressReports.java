package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.ProgressSink;
import java.util.function.Predicate;

/// Turns a tool's reports into progress notifications (2026-07-28, Progress): only growing values,
/// none after the end, and no faster than [Rate] allows. Thread-safe.
final class ProgressReports implements ProgressSink {

    private final RequestId token;
    private final Predicate<byte[]> out;
    private final Rate rate = new Rate();
    private double last = Double.NEGATIVE_INFINITY;
    private boolean ended;

    /// @param out takes a message or drops it, without waiting
    ProgressReports(RequestId token, Predicate<byte[]> out) {
        this.token = token;
        this.out = out;
    }

    @Override
    public synchronized void report(double progress, double total, String message) {
        if (ended || !Double.isFinite(progress) || progress <= last || !rate.mayPass()) {
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
}
