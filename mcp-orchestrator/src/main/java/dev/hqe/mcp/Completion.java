package dev.hqe.mcp;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Suggestions for a value, best first (2026-07-28, Completion, "Completion Results").
///
/// @param values at most 100
/// @param total how many there are altogether; -1 when that is not known
public record Completion(List<String> values, int total) {

    /// Most values of one answer.
    public static final int MAX = 100;

    /// No suggestion.
    public static final Completion NONE = new Completion(List.of(), 0);

    public Completion {
        values = List.copyOf(values.subList(0, Math.min(values.size(), MAX)));
    }

    /// The values that begin with what was typed, whatever the case.
    public static Completion among(List<String> all, String typed) {
        List<String> fitting =
                all.stream()
                        .filter(one -> one.regionMatches(true, 0, typed, 0, typed.length()))
                        .toList();
        return new Completion(fitting, fitting.size());
    }

    /// Whether there are more than these.
    public boolean hasMore() {
        return total > values.size();
    }

    /// The `CompleteResult`; a new tree at every call.
    ObjectNode toResult() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode completion = result.putObject("completion");
        values.forEach(completion.putArray("values")::add);
        if (total >= 0) {
            completion.put("total", total);
        }
        completion.put("hasMore", hasMore());
        return result;
    }
}
