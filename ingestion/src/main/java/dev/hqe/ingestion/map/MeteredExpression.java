package dev.hqe.ingestion.map;

import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A part of an expression whose work is counted.
record MeteredExpression(Expression inner) implements Expression {

    @Override
    public void apply(
            Scope scope, JsonNode in, @Nullable Path path, PathOutput output, boolean requirePath) {
        JqMeter meter = JqMeter.CURRENT.get();
        meter.enter();
        try {
            inner.apply(
                    scope,
                    in,
                    path,
                    (value, at) -> {
                        meter.emitted(value, at);
                        output.emit(value, at);
                    },
                    requirePath);
        } finally { // `break` and `error` leave by exceptions that others catch
            meter.leave();
        }
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
