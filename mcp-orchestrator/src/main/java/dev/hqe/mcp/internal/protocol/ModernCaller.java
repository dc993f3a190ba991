package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.LogLevel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A client of 2026-07-28. A question to it is a result that says `input_required`, the answer
/// comes with a retry of the request; or, once the call is a task, both go by way of the task.
/// Thread-safe.
final class ModernCaller implements Caller {

    /// Most questions at a time.
    static final int MAX_QUESTIONS = 16;

    private final ServerCore core;
    private final Exchange exchange;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Terms terms;
    private volatile ProtocolSession home;

    /// @param terms of the request
    /// @param home the session that it came in through
    ModernCaller(ServerCore core, Exchange exchange, Terms terms, ProtocolSession home) {
        this.core = core;
        this.exchange = exchange;
        this.terms = terms;
        this.home = home;
    }

    Exchange exchange() {
        return exchange;
    }

    /// A retry waits for the answer from here on.
    void resume(Pending pending, Terms ofRetry, ProtocolSession from) {
        terms = ofRetry;
        home = from;
        exchange.attach(pending);
    }

    @Override
    public ClientAbilities abilities() {
        return terms.abilities();
    }

    @Override
    public void report(double progress, double total, String message) {
        exchange.report(progress, total, message);
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        if (terms.logs().test(level)) {
            exchange.log(level, logger, data);
        }
    }

    @Override
    public void detach() {
        if (terms.takesTasks() && terms.rounds().filter(Terms.Rounds::isToolCall).isPresent()) {
            core.tasks().promote(exchange, terms.principal());
        }
    }

    @Override
    public Map<String, ObjectNode> ask(Map<String, InputRequest> requests)
            throws InterruptedException {
        check(requests);
        Terms now = terms;
        Terms.Rounds rounds =
                now.rounds().orElseThrow(() -> new CallerException("there is nobody to be asked"));
        asking.lockInterruptibly();
        try {
            Map<String, ObjectNode> answers = new HashMap<>();
            Map<String, InputRequest> open = new LinkedHashMap<>();
            requests.forEach((key, request) -> {
                JsonNode given = rounds.inputResponses().path(key);
                if (given instanceof ObjectNode answer
                        && InputCheck.problem(request, answer).isEmpty()) {
                    answers.put(key, answer);
                } else {
                    open.put(key, request);
                }
            });
            open.values()
                    .forEach(request ->
                            now.abilities()
                                    .missingFor(request)
                                    .ifPresent(missing -> {
                                        throw CallerException.missing(missing);
                                    }));
            if (!open.isEmpty()) {
                answers.putAll(put(open));
            }
            return answers;
        } finally {
            asking.unlock();
        }
    }

    /// @throws CallerException when there are none or too many
    static void check(Map<String, InputRequest> requests) {
        if (requests.isEmpty() || requests.size() > MAX_QUESTIONS) {
            throw new CallerException(
                    "1 to "
                            + MAX_QUESTIONS
                            + " questions can be asked at once: "
                            + requests.size());
        }
    }

    private Map<String, ObjectNode> put(Map<String, InputRequest> open)
            throws InterruptedException {
        Optional<Pending> pending = exchange.detach();
        if (pending.isPresent()) {
            return core.parked().ask(this, pending.get(), open);
        }
        // No request waits: the call is a task, or nobody wants it any more.
        return exchange.task()
                .orElseThrow(() -> new CallerException("nobody waits for this call any more"))
                .ask(open, core.limits().askTimeout());
    }

    ParkedCalls.Parked parked(Questions questions) {
        String binding = terms.rounds().map(Terms.Rounds::binding).orElse("");
        return new ParkedCalls.Parked(this, terms.principal(), binding, questions, home);
    }

    /// The answer that asks.
    Answer inputRequired(Questions questions, String state) {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        more.set("inputRequests", questions.toJson());
        more.put("requestState", state);
        return core.modern().result("input_required", more);
    }
}
