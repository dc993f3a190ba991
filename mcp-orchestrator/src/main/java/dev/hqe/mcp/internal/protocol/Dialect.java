package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.ToolAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/// How one protocol version wants a tool's answer told.
///
/// @param resultPrefix stands at the start of every result object, up to where its own members
///   begin: `{` in the legacy era, with `resultType` and `_meta` in the modern one
/// @param badArgumentsAreResults whether arguments that do not fit are a tool result with `isError`
///   (2025-11-25, Tools, "Error Handling", and 2026-07-28 likewise) or a protocol error -32602
///   (2025-06-18 and older)
/// @param structured what may stand in `structuredContent`
record Dialect(RawJson resultPrefix, boolean badArgumentsAreResults, Structured structured) {

    /// What the versions take as structured content.
    enum Structured {
        /// 2025-03-26 and older have no such member.
        NONE,
        /// 2025-06-18 and 2025-11-25.
        OBJECT,
        /// 2026-07-28.
        ANY
    }

    private static final RawJson CONTENT = RawJson.of("\"content\":");
    private static final RawJson STRUCTURED = RawJson.of(",\"structuredContent\":");
    private static final RawJson GOOD = RawJson.of(",\"isError\":false}");
    private static final RawJson BAD = RawJson.of(",\"isError\":true}");

    /// The whole response; empty when there is nobody to answer.
    Optional<byte[]> response(RequestId id, ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Result(var _, ResultJson json) -> Optional.of(result(id, json));
            case ToolAnswer.UnknownTool(String message) -> Optional.of(error(id, message));
            case ToolAnswer.BadArguments(String message) ->
                    Optional.of(
                            badArgumentsAreResults
                                    ? result(id, isError(message))
                                    : error(id, message));
            case ToolAnswer.Cancelled() -> Optional.empty();
        };
    }

    private byte[] result(RequestId id, ResultJson json) {
        List<RawJson> pieces = new ArrayList<>(6);
        pieces.add(resultPrefix);
        pieces.add(CONTENT);
        Optional<RawJson> told = json.structured().filter(value -> takes(json));
        boolean asText = json.contentIsPointer() && told.isEmpty();
        pieces.add(asText ? json.structured().map(Dialect::text).orElseThrow() : json.content());
        told.ifPresent(value -> {
            pieces.add(STRUCTURED);
            pieces.add(value);
        });
        pieces.add(json.isError() ? BAD : GOOD);
        return Frames.result(id, pieces);
    }

    private boolean takes(ResultJson json) {
        return switch (structured) {
            case NONE -> false;
            case OBJECT -> json.structuredIsObject();
            case ANY -> true;
        };
    }

    /// A `content` array that says a value as text.
    private static RawJson text(Object value) {
        String string = JsonNodeFactory.instance.stringNode(value.toString()).toString();
        return RawJson.of("[{\"type\":\"text\",\"text\":" + string + "}]");
    }

    private static byte[] error(RequestId id, String message) {
        return Frames.error(Optional.of(id), RpcError.invalidParams(message));
    }

    private static ResultJson isError(String message) {
        return new ResultJson(text(message), Optional.empty(), false, false, true);
    }
}
