package dev.hqe.mcp.internal.protocol;

import java.util.Optional;

/// A request that has no answer yet. Whoever takes it out of the requests in flight answers it: the
/// call, a cancellation, a question to the client, or the end of the connection. Thread-safe.
final class Pending {

    private final RequestId id;
    private final int size;
    private final ReplyTo reply;
    private final InFlight inFlight;
    private final Exchange exchange;
    private final Optional<ProgressReports> progress;

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

    void report(double done, double total, String message) {
        progress.ifPresent(reports -> reports.report(done, total, message));
    }

    /// Answers the request, unless somebody else has.
    ///
    /// @return whether this was the answer
    boolean answer(Answer answer) {
        progress.ifPresent(ProgressReports::end);
        if (!inFlight.take(this)) {
            return false;
        }
        answer.to(reply, id);
        inFlight.release(this);
        return true;
    }

    /// Stops progress and what runs; for whoever has taken it out.
    void stop() {
        progress.ifPresent(ProgressReports::end);
        exchange.cancel();
    }
}
