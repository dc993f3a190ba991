package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.RunningCall;
import java.util.Optional;
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
    private @Nullable Task task;
    private Answer unclaimed = new Answer.None();
    private boolean cancelled;
    private boolean over;

    /// From here on a request waits for the answer, and gets it at once if there is one already.
    void attach(Pending request) {
        Answer missed;
        synchronized (this) {
            if (!over) {
                pending = request;
                return;
            }
            missed = unclaimed;
        }
        request.answer(missed);
    }

    /// From here on no request waits.
    ///
    /// @return the one that did
    synchronized Optional<Pending> detach() {
        Pending request = pending;
        pending = null;
        return Optional.ofNullable(request);
    }

    /// The answer of what has not started yet goes to a task.
    synchronized void becomes(Task made) {
        task = made;
    }

    /// The answer of what runs goes to a task from here on, and the deadline is the task's.
    ///
    /// @return the request that waits, to be answered with the task; empty when none waits or there
    ///   is an answer already, and then nothing has changed
    Optional<Pending> promote(Task made) {
        Pending request;
        RunningCall<?> call;
        synchronized (this) {
            if (over || task != null || pending == null) {
                return Optional.empty();
            }
            request = pending;
            pending = null;
            task = made;
            call = running;
        }
        if (call != null) {
            call.extend(made.lifetime());
        }
        return Optional.of(request);
    }

    /// The task that this has become.
    synchronized Optional<Task> task() {
        return Optional.ofNullable(task);
    }

    /// Where messages go that belong to the request that waits.
    synchronized Optional<ReplyTo> reply() {
        return Optional.ofNullable(pending).map(Pending::reply);
    }

    /// What runs. It may have ended already, or have been cancelled before it was known here.
    void runs(RunningCall<?> call) {
        Task made;
        boolean stop;
        synchronized (this) {
            running = call;
            made = task;
            stop = cancelled;
        }
        if (made != null) {
            call.extend(made.lifetime());
        }
        if (stop) {
            call.cancel();
        }
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
        Task made;
        synchronized (this) {
            over = true;
            unclaimed = answer;
            request = pending;
            pending = null;
            made = task;
        }
        if (made != null) {
            made.complete(answer);
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
