package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolRoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages of `tools/list`. Each tool is written once for as long as the road's list stays the same.
/// A cursor names the last tool of the page before it, so it stays good when tools come and go
/// (2026-07-28, Pagination). Thread-safe.
final class ToolListing {

    private static final RawJson COMMA = RawJson.of(",");

    private final ToolRoad road;
    private final UnaryOperator<ObjectNode> shape;
    private volatile @Nullable Written written;

    private record Written(List<ToolDefinition> source, List<RawJson> tools) {

        Written within(Access access) {
            if (access.isFull()) {
                return this;
            }
            List<ToolDefinition> visible = new ArrayList<>();
            List<RawJson> json = new ArrayList<>();
            for (int i = 0; i < source.size(); i++) {
                if (access.scope().hasTool(source.get(i).name())) {
                    visible.add(source.get(i));
                    json.add(tools.get(i));
                }
            }
            return new Written(visible, json);
        }
    }

    /// A page in pieces: `"tools":[...]` and, unless it is the last one, `,"nextCursor":"..."`.
    record Page(List<RawJson> json) {}

    /// @param shape what an era changes in a tool's JSON
    ToolListing(ToolRoad road, UnaryOperator<ObjectNode> shape) {
        this.road = road;
        this.shape = shape;
    }

    /// The page that a request asks for, or why its cursor is none of ours.
    ///
    /// @param cursor the `cursor` parameter, missing for the first page
    /// @param access which tools there are for this client
    Optional<Page> page(JsonNode cursor, int pageSize, Access access) {
        Written now = written().within(access);
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

    private Written written() {
        List<ToolDefinition> source = road.tools();
        Written now = written;
        if (now == null || !now.source.equals(source)) {
            now =
                    new Written(
                            source,
                            source.stream()
                                    .map(tool -> RawJson.of(shape.apply(tool.toJson()).toString()))
                                    .toList());
            written = now;
        }
        return now;
    }
}
