package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RawJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The open `subscriptions/listen` requests of one connection (2026-07-28, Subscriptions).
/// Thread-safe.
final class Subscriptions {

    /// More are refused.
    static final int MAX = 64;

    private final Map<RequestId, Boolean> toolsListChanged = new ConcurrentHashMap<>();

    boolean contains(RequestId id) {
        return toolsListChanged.containsKey(id);
    }

    boolean isEmpty() {
        return toolsListChanged.isEmpty();
    }

    boolean isFull() {
        return toolsListChanged.size() >= MAX;
    }

    void open(RequestId id, Verdict.Listen wanted) {
        toolsListChanged.put(id, wanted.toolsListChanged());
    }

    void cancel(RequestId id) {
        toolsListChanged.remove(id);
    }

    /// The first message on a subscription.
    static byte[] acknowledgement(RequestId id, Verdict.Listen wanted) {
        ObjectNode params = tagged(id);
        ObjectNode honoured = params.putObject("notifications");
        if (wanted.toolsListChanged()) {
            honoured.put("toolsListChanged", true);
        }
        return Frames.notification("notifications/subscriptions/acknowledged", params);
    }

    /// One notification for each that asked.
    List<byte[]> toolsListChanged() {
        return toolsListChanged.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry ->
                        Frames.notification(
                                "notifications/tools/list_changed", tagged(entry.getKey())))
                .toList();
    }

    /// Ends them all; the responses that say so.
    List<byte[]> close() {
        return toolsListChanged.keySet().stream()
                .filter(id -> toolsListChanged.remove(id) != null)
                .map(id -> {
                    RawJson end = ModernEra.subscriptionEnd(id);
                    return Frames.result(id, List.of(end));
                })
                .toList();
    }

    private static ObjectNode tagged(RequestId id) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        ObjectNode meta = params.putObject("_meta");
        switch (id) {
            case RequestId.Whole(long value) -> meta.put(ModernEra.SUBSCRIPTION_ID, value);
            case RequestId.Text(String value, var _) -> meta.put(ModernEra.SUBSCRIPTION_ID, value);
        }
        return params;
    }
}
