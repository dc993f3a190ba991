package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.ToolAnswer;
import java.nio.charset.StandardCharsets;
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
/// @param anyStructured whether `structuredContent` may be any JSON value (2026-07-28) or only an
///   object (older)
record Dialect(RawJson resultPrefix, boolean badArgumentsAreResults, boolean anyStructured) {

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
        pieces.add(json.content());
        if (anyStructured || json.structuredIsObject()) {
            json.structured()
                    .ifPresent(value -> {
                        pieces.add(STRUCTURED);
                        pieces.add(value);
                    });
        }
        pieces.add(json.isError() ? BAD : GOOD);
        return Frames.result(id, pieces);
    }

    private static byte[] error(RequestId id, String message) {
        return Frames.error(Optional.of(id), RpcError.invalidParams(message));
    }

    private static ResultJson isError(String message) {
        String text = JsonNodeFactory.instance.stringNode(message).toString();
        byte[] content =
                ("[{\"type\":\"text\",\"text\":" + text + "}]").getBytes(StandardCharsets.UTF_8);
        return new ResultJson(RawJson.copyOf(content), Optional.empty(), false, true);
    }
}
