package dev.hqe.mcp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a call belongs in a distributed trace, as it came in a request's `_meta` (2026-07-28,
/// Overview, "Trace Context"; W3C Trace Context and Baggage). Passed on, never interpreted; each is
/// empty when it was not there.
public record TraceContext(String traceparent, String tracestate, String baggage) {

    /// Belongs to no trace.
    public static final TraceContext NONE = new TraceContext("", "", "");

    private static final int MAX = 8_192;

    /// Reads what a `_meta` says of it. What is no text, or too long to be right, is left out.
    public static TraceContext of(JsonNode meta) {
        String parent = text(meta, "traceparent");
        String state = text(meta, "tracestate");
        String baggage = text(meta, "baggage");
        return parent.isEmpty() && state.isEmpty() && baggage.isEmpty()
                ? NONE
                : new TraceContext(parent, state, baggage);
    }

    /// Puts it into the `_meta` of another request.
    public void into(ObjectNode meta) {
        put(meta, "traceparent", traceparent);
        put(meta, "tracestate", tracestate);
        put(meta, "baggage", baggage);
    }

    private static void put(ObjectNode meta, String key, String value) {
        if (!value.isEmpty()) {
            meta.put(key, value);
        }
    }

    private static String text(JsonNode meta, String key) {
        JsonNode value = meta.path(key);
        return value.isString() && value.stringValue().length() <= MAX ? value.stringValue() : "";
    }
}
