package dev.hqe.mcp.internal.protocol;

import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A request that has no answer yet. Whoever takes it out of the requests in flight answers it: the
/// call, a cancellation, a question to the client, or the end of the connection. Thread-safe.
final class Pending {

    private final RequestId id;
    private final int size;
    private final ReplyTo reply;
    private final InFlight inFlight;
    private final Exchange exchange;
    private final Optional<ProgressReports> progress;
    private volatile @Nullable Future<?> timer;

    /// @param size of the request, in bytes
    /// @param exchange what it belongs to
    /// @param progressToken under which the client wants to hear of progress
    Pending(
            RequestId id,
            int size,
            ReplyTo reply,
            InFlight inFlight,
            Exchange exchange,
            Optional<RequestId> progressToken) {
        this.id = id;
        this.size = size;
        this.reply = reply;
        this.inFlight = inFlight;
        this.exchange = exchange;
        this.progress = progressToken.map(token -> new ProgressReports(token, reply::offer));
    }

    RequestId id() {
        return id;
    }

    int size() {
        return size;
    }

    ReplyTo reply() {
        return reply;
    }

    /// Something to be called off once there is an answer.
    void onAnswer(Future<?> future) {
        timer = future;
        if (!inFlight.contains(this)) {
            future.cancel(false);
        }
    }

    void report(double done, double total, String message) {
        progress.ifPresent(reports -> reports.report(done, total, message));
    }

    /// Answers the request, unless somebody else has.
    ///
    /// @return whether this was the answer
    boolean answer(Answer answer) {
        settled();
        if (!inFlight.take(this)) {
            return false;
        }
        answer.to(reply, id);
        inFlight.release(this);
        return true;
    }

    /// Stops progress and what runs; for whoever has taken it out.
    void stop() {
        settled();
        exchange.cancel();
    }

    private void settled() {
        progress.ifPresent(ProgressReports::end);
        Future<?> waiting = timer;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
