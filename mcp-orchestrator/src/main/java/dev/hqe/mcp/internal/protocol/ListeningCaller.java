package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.LogLevel;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A client who hears of a call as it wishes and can be asked nothing. Thread-safe.
final class ListeningCaller implements Caller {

    private final Exchange exchange;
    private final Terms terms;

    ListeningCaller(Exchange exchange, Terms terms) {
        this.exchange = exchange;
        this.terms = terms;
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
    public Map<String, ObjectNode> ask(Map<String, InputRequest> requests) {
        throw new CallerException("there is nobody who could be asked");
    }
}
