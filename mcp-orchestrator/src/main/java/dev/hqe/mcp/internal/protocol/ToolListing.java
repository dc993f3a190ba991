package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolRoad;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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

    private static final String CURSOR_MARK = "after:";
    private static final RawJson COMMA = RawJson.of(",");

    private final ToolRoad road;
    private final int pageSize;
    private final UnaryOperator<ObjectNode> shape;
    private volatile @Nullable Written written;

    private record Written(List<ToolDefinition> source, List<RawJson> tools) {}

    /// A page in pieces: `"tools":[...]` and, unless it is the last one, `,"nextCursor":"..."`.
    record Page(List<RawJson> json) {}

    /// @param shape what an era changes in a tool's JSON
    ToolListing(ToolRoad road, int pageSize, UnaryOperator<ObjectNode> shape) {
        this.road = road;
        this.pageSize = pageSize;
        this.shape = shape;
    }

    /// The page that a request asks for, or why its cursor is none of ours.
    ///
    /// @param cursor the `cursor` parameter, missing for the first page
    Optional<Page> page(JsonNode cursor) {
        Written now = written();
        int from = 0;
        if (!cursor.isMissingNode()) {
            Optional<ToolName> after = cursor.isString() ? decode(cursor.stringValue()) : none();
            if (after.isEmpty()) {
                return Optional.empty();
            }
            while (from < now.source.size()
                    && now.source.get(from).name().compareTo(after.get()) <= 0) {
                from++;
            }
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
        json.add(RawJson.of(last.isEmpty() ? "]" : "],\"nextCursor\":\"" + encode(last) + "\""));
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

    private static String encode(String lastName) {
        byte[] bytes = (CURSOR_MARK + lastName).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<ToolName> decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String name = text.startsWith(CURSOR_MARK) ? text.substring(CURSOR_MARK.length()) : "";
            return ToolName.isValid(name) ? Optional.of(new ToolName(name)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ToolName> none() {
        return Optional.empty();
    }
}
