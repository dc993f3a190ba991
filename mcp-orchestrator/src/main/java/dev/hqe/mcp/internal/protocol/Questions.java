package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.InputRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The questions that one call asks at one time, until all of them are answered. Answers may come
/// in parts. Thread-safe.
final class Questions {

    private final Map<String, InputRequest> open;
    private final Map<String, ObjectNode> answers = new LinkedHashMap<>();
    private final CompletableFuture<Map<String, ObjectNode>> done = new CompletableFuture<>();

    private boolean abandoned;

    Questions(Map<String, InputRequest> requests) {
        this.open = new LinkedHashMap<>(requests);
    }

    /// What is wrong with answers to questions that are open; other answers are nobody's concern.
    synchronized List<String> problems(ObjectNode responses) {
        List<String> problems = new ArrayList<>();
        open.forEach((key, request) -> {
            JsonNode response = responses.path(key);
            if (!response.isMissingNode()) {
                InputCheck.problem(request, response)
                        .ifPresent(problem -> problems.add(Quoted.brief(key) + ": " + problem));
            }
        });
        return problems;
    }

    /// Takes the answers that fit a question that is open.
    ///
    /// @return whether none is open any more; whoever waits goes on only with [#finish]
    synchronized boolean take(ObjectNode responses) {
        for (String key : List.copyOf(open.keySet())) {
            InputRequest request = open.get(key);
            if (request != null
                    && responses.path(key) instanceof ObjectNode response
                    && InputCheck.problem(request, response).isEmpty()) {
                answers.put(key, response);
                open.remove(key);
            }
        }
        return open.isEmpty();
    }

    /// Nobody waits for the answers any more.
    synchronized void abandon() {
        abandoned = true;
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /// Lets whoever waits go on.
    void finish() {
        Map<String, ObjectNode> all;
        synchronized (this) {
            all = Map.copyOf(answers);
        }
        done.complete(all);
    }

    /// The open ones as `inputRequests`.
    synchronized ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        open.forEach((key, request) -> json.set(key, request.toJson()));
        return json;
    }

    /// Waits for [#finish].
    ///
    /// @throws TimeoutException when it did not come in time
    Map<String, ObjectNode> await(Duration atMost) throws InterruptedException, TimeoutException {
        try {
            return done.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("questions never fail", e);
        }
    }
}
