package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ServerLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A call that runs on by itself and is asked after (SEP-2663). Thread-safe.
final class Task {

    private final String id;
    private final Principal principal;
    private final Exchange exchange;
    private final ServerLimits limits;
    private final InstantSource clock;
    private final Consumer<Task> changed;
    private final Instant createdAt;
    private final Set<String> usedKeys = new HashSet<>();
    private Instant updatedAt;
    private Optional<Questions> questions = Optional.empty();
    private Optional<Answer> end = Optional.empty();

    /// @param changed hears of every change of state, without a lock
    Task(
            String id,
            Principal principal,
            Exchange exchange,
            ServerLimits limits,
            InstantSource clock,
            Consumer<Task> changed) {
        this.id = id;
        this.principal = principal;
        this.exchange = exchange;
        this.limits = limits;
        this.clock = clock;
        this.changed = changed;
        this.createdAt = now();
        this.updatedAt = createdAt;
    }

    String id() {
        return id;
    }

    Principal principal() {
        return principal;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return createdAt.plus(limits.taskTtl());
    }

    /// How long what runs may take.
    Duration lifetime() {
        return limits.taskTtl();
    }

    synchronized boolean isOver() {
        return end.isPresent();
    }

    /// Bytes that its end takes.
    synchronized long size() {
        return end.map(Task::size).orElse(0L);
    }

    private static long size(Answer answer) {
        return switch (answer) {
            case Answer.Result(List<RawJson> json) -> json.stream().mapToLong(RawJson::size).sum();
            case Answer.Failure(RpcError error) -> 2L * error.message().length();
            case Answer.None() -> 0;
        };
    }

    /// What runs has ended.
    void complete(Answer answer) {
        synchronized (this) {
            if (end.isPresent()) {
                return;
            }
            end = Optional.of(answer);
            questions = Optional.empty();
            updatedAt = now();
        }
        changed.accept(this);
    }

    void cancel() {
        exchange.cancel();
    }

    /// Asks the client, by way of the state of this task, and waits.
    ///
    /// @param requests their keys are made unlike all that were used before in this task
    Map<String, ObjectNode> ask(Map<String, InputRequest> requests, Duration patience)
            throws InterruptedException {
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, InputRequest> renamed = new LinkedHashMap<>();
        Questions asked;
        synchronized (this) {
            requests.forEach((key, request) -> {
                String unique = unused(key);
                keys.put(key, unique);
                renamed.put(unique, request);
            });
            asked = new Questions(renamed);
            questions = Optional.of(asked);
            updatedAt = now();
        }
        changed.accept(this);
        try {
            Map<String, ObjectNode> answers = asked.await(patience);
            Map<String, ObjectNode> named = new LinkedHashMap<>();
            keys.forEach((key, unique) -> {
                ObjectNode answer = answers.get(unique);
                if (answer != null) {
                    named.put(key, answer);
                }
            });
            return named;
        } catch (TimeoutException e) {
            throw new CallerException("the client did not answer within " + patience);
        } finally {
            synchronized (this) {
                questions = Optional.empty();
            }
        }
    }

    private String unused(String key) {
        String unique = key;
        for (int round = 2; !usedKeys.add(unique); round++) {
            unique = key + "-" + round;
        }
        return unique;
    }

    /// Takes answers of the client's, those to questions that are open.
    ///
    /// @return what is wrong with them; nothing is taken then
    List<String> update(ObjectNode responses) {
        Questions asked;
        boolean complete;
        synchronized (this) {
            if (questions.isEmpty()) {
                return List.of();
            }
            asked = questions.get();
            List<String> problems = asked.problems(responses);
            if (!problems.isEmpty()) {
                return problems;
            }
            complete = asked.take(responses);
            if (complete) {
                questions = Optional.empty();
            }
            updatedAt = now();
        }
        changed.accept(this);
        if (complete) {
            asked.finish();
        }
        return List.of();
    }

    /// The `Task` without its detail, as the answer that creates it has it.
    synchronized ObjectNode summary() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("taskId", id);
        json.put("status", status());
        end.filter(Answer.Failure.class::isInstance)
                .map(Answer.Failure.class::cast)
                .ifPresent(failed -> json.put("statusMessage", failed.error().message()));
        json.put("createdAt", createdAt.toString());
        json.put("lastUpdatedAt", updatedAt.toString());
        json.put("ttlMs", limits.taskTtl().toMillis());
        json.put("pollIntervalMs", limits.taskPoll().toMillis());
        return json;
    }

    /// The members of the `DetailedTask`, in pieces and without braces.
    ///
    /// @param more members to come first
    synchronized List<RawJson> detailed(ObjectNode more) {
        ObjectNode json = more.deepCopy();
        json.setAll(summary());
        questions.ifPresent(asked -> json.set("inputRequests", asked.toJson()));
        List<RawJson> pieces = new ArrayList<>();
        end.ifPresent(answer -> {
            switch (answer) {
                case Answer.Result(List<RawJson> result) -> {
                    pieces.add(RawJson.of(",\"result\":"));
                    pieces.addAll(result);
                }
                case Answer.Failure(RpcError error) ->
                        pieces.add(RawJson.of(",\"error\":" + error.toJson()));
                case Answer.None() -> {
                    // A cancelled task has nothing more to tell.
                }
            }
        });
        String head = json.toString();
        pieces.addFirst(RawJson.of(head.substring(1, head.length() - 1)));
        return pieces;
    }

    private String status() {
        if (end.isEmpty()) {
            return questions.isPresent() ? "input_required" : "working";
        }
        return switch (end.get()) {
            case Answer.Result(var _) -> "completed";
            case Answer.Failure(var _) -> "failed";
            case Answer.None() -> "cancelled";
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
