package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.RunningCall;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Something that runs and the way its answer takes: back to the request that set it going, to the
/// retry that brought an answer of the client's, or into a task. Thread-safe.
final class Exchange {

    /// A log message with more data is cut down to a note.
    private static final int MAX_LOG = 64 * 1024;

    private final Rate logRate = new Rate();
    private @Nullable Pending pending;
    private @Nullable RunningCall<?> running;
    private @Nullable Consumer<Answer> elsewhere;
    private boolean cancelled;
    private boolean over;

    /// From here on a request waits for the answer.
    synchronized void attach(Pending request) {
        pending = request;
    }

    /// From here on no request waits.
    ///
    /// @return the one that did
    synchronized Optional<Pending> detach() {
        Pending request = pending;
        pending = null;
        return Optional.ofNullable(request);
    }

    /// From here on the answer goes elsewhere, whoever waits.
    ///
    /// @return false when the answer is under way already
    synchronized boolean divert(Consumer<Answer> to) {
        if (over) {
            return false;
        }
        elsewhere = to;
        return true;
    }

    /// What runs. It may have ended already, or have been cancelled before it was known here.
    void runs(RunningCall<?> call) {
        synchronized (this) {
            running = call;
            if (!cancelled) {
                return;
            }
        }
        call.cancel();
    }

    /// Stops what runs.
    void cancel() {
        RunningCall<?> call;
        synchronized (this) {
            cancelled = true;
            call = running;
        }
        if (call != null) {
            call.cancel();
        }
    }

    /// What runs has ended.
    void answered(Answer answer) {
        Pending request;
        Consumer<Answer> other;
        synchronized (this) {
            over = true;
            request = pending;
            pending = null;
            other = elsewhere;
        }
        if (other != null) {
            other.accept(answer);
        } else if (request != null) {
            request.answer(answer);
        }
    }

    void report(double done, double total, String message) {
        Pending request = current();
        if (request != null) {
            request.report(done, total, message);
        }
    }

    void log(LogLevel level, String logger, JsonNode data) {
        Pending request;
        synchronized (this) {
            request = pending;
            if (request == null || !logRate.mayPass()) {
                return;
            }
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("level", level.wire());
        if (!logger.isEmpty()) {
            params.put("logger", Quoted.brief(logger));
        }
        params.set("data", data);
        byte[] message = Frames.notification("notifications/message", params);
        if (message.length > MAX_LOG) {
            params.put("data", "a log message of " + message.length + " bytes was left out");
            message = Frames.notification("notifications/message", params);
        }
        request.reply().offer(message);
    }

    private synchronized @Nullable Pending current() {
        return pending;
    }
}
