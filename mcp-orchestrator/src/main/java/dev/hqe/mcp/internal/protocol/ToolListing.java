package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolRoad;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages of `tools/list`. Each listing is written once for as long as it stays the same. A cursor
/// names the last tool of the page before it, so it stays good when tools come and go (2026-07-28,
/// Pagination). Thread-safe.
final class ToolListing {

    /// Listings that are kept written; the one not asked for longest goes first.
    private static final int MAX_KEPT = 64;

    private static final RawJson COMMA = RawJson.of(",");

    private final ToolRoad road;
    private final UnaryOperator<ObjectNode> shape;
    private final Map<Principal, Written> written = new LinkedHashMap<>(16, 0.75f, true);

    private record Written(List<ToolDefinition> source, List<RawJson> tools) {}

    /// A page in pieces: `"tools":[...]` and, unless it is the last one, `,"nextCursor":"..."`.
    record Page(List<RawJson> json) {

        /// The same in one piece.
        RawJson joined() {
            return RawJson.of(json.stream().map(RawJson::toString).collect(Collectors.joining()));
        }
    }

    /// @param shape what an era changes in a tool's JSON
    ToolListing(ToolRoad road, UnaryOperator<ObjectNode> shape) {
        this.road = road;
        this.shape = shape;
    }

    /// The page that a request asks for, or why its cursor is none of ours.
    ///
    /// @param cursor the `cursor` parameter, missing for the first page
    /// @param principal whose listing it is
    Optional<Page> page(JsonNode cursor, int pageSize, Principal principal) {
        Written now = written(principal);
        int from = 0;
        Optional<String> after = Cursor.read(cursor);
        if (after.isEmpty() || (!after.get().isEmpty() && !ToolName.isValid(after.get()))) {
            return Optional.empty();
        }
        while (from < now.source.size()
                && now.source.get(from).name().value().compareTo(after.get()) <= 0) {
            from++;
        }
        int to = Math.min(now.source.size(), from + pageSize);
        List<RawJson> json = new ArrayList<>(2 * (to - from) + 2);
        json.add(RawJson.of("\"tools\":["));
        for (int i = from; i < to; i++) {
            if (i > from) {
                json.add(COMMA);
            }
            json.add(now.tools.get(i));
        }
        String last = to < now.source.size() ? now.source.get(to - 1).name().value() : "";
        json.add(
                RawJson.of(
                        last.isEmpty() ? "]" : "],\"nextCursor\":\"" + Cursor.after(last) + "\""));
        return Optional.of(new Page(json));
    }

    private Written written(Principal principal) {
        List<ToolDefinition> source = road.tools(principal);
        synchronized (written) {
            Written kept = written.get(principal);
            if (kept != null && kept.source.equals(source)) {
                return kept;
            }
        }
        Written fresh = shared(source).orElseGet(() -> write(source));
        synchronized (written) {
            written.put(principal, fresh);
            if (written.size() > MAX_KEPT) {
                written.remove(written.keySet().iterator().next());
            }
        }
        return fresh;
    }

    /// Most principals are shown the same.
    private Optional<Written> shared(List<ToolDefinition> source) {
        synchronized (written) {
            return written.values().stream().filter(kept -> kept.source.equals(source)).findFirst();
        }
    }

    private Written write(List<ToolDefinition> source) {
        return new Written(
                source,
                source.stream()
                        .map(tool -> RawJson.of(shape.apply(tool.toJson()).toString()))
                        .toList());
    }
}
