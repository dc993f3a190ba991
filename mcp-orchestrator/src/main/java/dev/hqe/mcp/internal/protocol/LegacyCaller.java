package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.LogLevel;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A client of 2025-11-25 or older, to whom a question is a request of the server's. Thread-safe.
final class LegacyCaller implements Caller {

    private final Exchange exchange;
    private final Terms terms;
    private final ServerRequests questions;

    LegacyCaller(Exchange exchange, Terms terms, ServerRequests questions) {
        this.exchange = exchange;
        this.terms = terms;
        this.questions = questions;
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

    /// There are no tasks in this era, but over HTTP a client need not hold the connection.
    @Override
    public void detach() {
        exchange.reply().ifPresent(ReplyTo::pause);
    }

    @Override
    public Map<String, ObjectNode> ask(Map<String, InputRequest> requests)
            throws InterruptedException {
        ModernCaller.check(requests);
        for (InputRequest request : requests.values()) {
            terms.abilities()
                    .missingFor(request)
                    .ifPresent(missing -> {
                        throw CallerException.missing(missing);
                    });
        }
        ReplyTo reply =
                exchange.reply()
                        .orElseThrow(
                                () -> new CallerException("nobody waits for this call any more"));
        return questions.ask(reply, requests);
    }
}
