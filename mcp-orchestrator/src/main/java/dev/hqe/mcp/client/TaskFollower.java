package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Waits for the result of a task that a server started in place of answering: the tasks extension
/// of 2026-07-28 (SEP-2663) and the experimental tasks of 2025-11-25. Thread-safe.
final class TaskFollower {

    /// Makes one request.
    interface Requests {
        Reply.Result exchange(String method, Params params, RequestOptions options)
                throws InterruptedException;
    }

    private static final long SHORTEST_POLL_MILLIS = 20;
    private static final long LONGEST_POLL_MILLIS = 30_000;
    private static final long USUAL_POLL_MILLIS = 1_000;

    private final Requests requests;
    private final InputLoop input;

    TaskFollower(Requests requests, InputLoop input) {
        this.requests = requests;
        this.input = input;
    }

    /// Follows a task of the modern era; input that it wants is asked for once.
    ///
    /// @param created the `CreateTaskResult`
    /// @return the result of the request that became the task
    RawJson follow(RawJson created, RequestOptions options) throws InterruptedException {
        JsonNode task = created.tree();
        Params named = named(task);
        Set<String> answered = new HashSet<>();
        long end = System.nanoTime() + options.atMost().toNanos();
        try {
            while (true) {
                switch (task.path("status").asString("")) {
                    case "completed" -> {
                        if (task.has("result")) {
                            return RawJson.of(task.path("result").toString());
                        }
                    }
                    case "failed" -> throw failed(task);
                    case "cancelled" -> throw cancelled();
                    case "input_required" -> answer(task, named, answered);
                    default -> {
                        // Still working.
                    }
                }
                pause(task.path("pollIntervalMs").asLong(USUAL_POLL_MILLIS), end);
                task = requests.exchange("tasks/get", named, RequestOptions.DEFAULT).json().tree();
            }
        } catch (InterruptedException | ClientException.TimedOut e) {
            cancel(named);
            throw e;
        }
    }

    private void answer(JsonNode task, Params named, Set<String> answered)
            throws InterruptedException {
        ObjectNode fresh = Json.object();
        for (var request : task.path("inputRequests").properties()) {
            if (!answered.contains(request.getKey())) {
                fresh.set(request.getKey(), request.getValue());
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        ObjectNode answers = input.answers(fresh);
        requests.exchange(
                "tasks/update", named.with("inputResponses", answers), RequestOptions.DEFAULT);
        answers.propertyNames().forEach(answered::add);
    }

    /// Follows a task of the legacy era: it is polled until it is done or wants input, which then
    /// comes while its result is waited for (2025-11-25, Tasks, "Input Required Status").
    RawJson followLegacy(Reply.Result created, RequestOptions options) throws InterruptedException {
        JsonNode task = created.json().tree().path("task");
        if (!task.isObject()) {
            return created.json();
        }
        Params named = named(task);
        long end = System.nanoTime() + options.atMost().toNanos();
        try {
            while (task.path("status").asString("").equals("working")) {
                pause(task.path("pollInterval").asLong(USUAL_POLL_MILLIS), end);
                task = requests.exchange("tasks/get", named, RequestOptions.DEFAULT).json().tree();
            }
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            return requests.exchange("tasks/result", named, options.within(left, left)).json();
        } catch (InterruptedException | ClientException.TimedOut e) {
            cancel(named);
            throw e;
        }
    }

    private static Params named(JsonNode task) {
        String id = task.path("taskId").asString("");
        if (id.isEmpty()) {
            throw new ClientException("the server made a task and does not name it");
        }
        return Params.NONE.with("taskId", id);
    }

    private static void pause(long millis, long endNanos) throws InterruptedException {
        if (endNanos - System.nanoTime() <= 0) {
            throw new ClientException.TimedOut("the task did not end in time; it was cancelled");
        }
        Thread.sleep(Math.clamp(millis, SHORTEST_POLL_MILLIS, LONGEST_POLL_MILLIS));
    }

    /// The caller is leaving and may be interrupted, so a thread of its own tells the server.
    private void cancel(Params named) {
        Thread.ofVirtual()
                .name("mcp-client-cancel-task")
                .start(() -> {
                    try {
                        requests.exchange("tasks/cancel", named, RequestOptions.DEFAULT);
                    } catch (ClientException e) {
                        System.getLogger(TaskFollower.class.getName())
                                .log(System.Logger.Level.DEBUG, "cancelling a task", e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static ClientException failed(JsonNode task) {
        JsonNode error = task.path("error");
        return new ServerFault(
                error.path("code").asInt(-32603),
                error.path("message")
                        .asString(task.path("statusMessage").asString("the task failed")),
                error.has("data")
                        ? Optional.of(RawJson.of(error.path("data").toString()))
                        : Optional.empty());
    }

    private static ClientException cancelled() {
        return new ClientException("the task was cancelled on the server");
    }
}
