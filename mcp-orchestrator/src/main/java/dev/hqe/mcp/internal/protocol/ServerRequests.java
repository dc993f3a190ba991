package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.InputRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The requests that the server sends to one legacy client, until they are answered (2025-11-25,
/// Elicitation, Sampling, Roots). Thread-safe.
final class ServerRequests {

    private final Outbound out;
    private final Duration patience;
    private final AtomicLong last = new AtomicLong();
    private final Map<RequestId, CompletableFuture<ObjectNode>> open = new ConcurrentHashMap<>();

    /// @param out where a cancellation goes
    /// @param patience how long an answer may take
    ServerRequests(Outbound out, Duration patience) {
        this.out = out;
        this.patience = patience;
    }

    /// The client has answered something; an answer to nothing that is open is dropped.
    void answered(RequestId id, ObjectNode message) {
        CompletableFuture<ObjectNode> waiting = open.remove(id);
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    /// Asks and waits for all answers.
    ///
    /// @param reply the request that they belong to
    Map<String, ObjectNode> ask(ReplyTo reply, Map<String, InputRequest> requests)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Map<String, RequestId> ids = new LinkedHashMap<>();
        Map<String, CompletableFuture<ObjectNode>> answers = new HashMap<>();
        try {
            requests.forEach((key, request) -> {
                RequestId id = new RequestId.Whole(last.incrementAndGet());
                CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
                ids.put(key, id);
                answers.put(key, answer);
                open.put(id, answer);
                if (!reply.ask(Frames.request(id, request.kind().method(), params(request)))) {
                    throw new CallerException("the client is gone");
                }
            });
            Map<String, ObjectNode> results = new HashMap<>();
            for (Map.Entry<String, InputRequest> each : requests.entrySet()) {
                CompletableFuture<ObjectNode> answer = answers.get(each.getKey());
                if (answer != null) {
                    long left = Math.max(0, until - System.nanoTime());
                    ObjectNode message = answer.get(left, TimeUnit.NANOSECONDS);
                    results.put(each.getKey(), result(each.getValue(), message));
                }
            }
            return results;
        } catch (TimeoutException e) {
            throw new CallerException("the client did not answer within " + patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers never fail", e);
        } finally {
            ids.values().forEach(this::withdraw);
        }
    }

    private void withdraw(RequestId id) {
        if (open.remove(id) == null) {
            return;
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        if (id instanceof RequestId.Whole(long value)) {
            params.put("requestId", value);
        }
        params.put("reason", "the call that asked is over");
        out.offer(Frames.notification("notifications/cancelled", params));
    }

    /// Forms had no mode before 2025-11-25, and need none since.
    private static ObjectNode params(InputRequest request) {
        ObjectNode params = request.params().deepCopy();
        if (request.kind() == InputRequest.Kind.ELICITATION
                && params.path("mode").asString("").equals("form")) {
            params.remove("mode");
        }
        return params;
    }

    private static ObjectNode result(InputRequest request, ObjectNode message) {
        String method = request.kind().method();
        JsonNode error = message.path("error");
        if (!error.isMissingNode()) {
            throw new CallerException(
                    "the client answered "
                            + method
                            + " with error "
                            + error.path("code").asInt(0)
                            + ": "
                            + Quoted.brief(error.path("message").asString(""), 500));
        }
        Optional<String> problem = InputCheck.problem(request, message.path("result"));
        if (problem.isEmpty() && message.path("result") instanceof ObjectNode result) {
            return result;
        }
        throw new CallerException(
                "the client's answer to " + method + " is not one: " + problem.orElse(""));
    }
}
