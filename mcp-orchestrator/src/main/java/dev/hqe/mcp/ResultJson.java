package dev.hqe.mcp;

import dev.hqe.kernel.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A tool's result in the pieces of a `CallToolResult` (2026-07-28, Schema). Kept in pieces because
/// the eras frame them differently: a legacy client gets a structured value only when it is an
/// object, and none before 2025-06-18.
///
/// @param content the `content` array
/// @param structured the `structuredContent` value
/// @param structuredIsObject whether that value is a JSON object
/// @param contentIsPointer whether the content only says that the result is in the structured
///   value, so that whoever is not given that needs it as text instead
/// @param isError whether the model should read it as an error
/// @param saysIsError whether `isError` is written; another server may have left a false one out
/// @param more further members of the object as another server wrote them, `_meta` among them; not
///   to be changed
public record ResultJson(
        RawJson content,
        Optional<RawJson> structured,
        boolean structuredIsObject,
        boolean contentIsPointer,
        boolean isError,
        boolean saysIsError,
        ObjectNode more) {

    ResultJson(
            RawJson content,
            Optional<RawJson> structured,
            boolean structuredIsObject,
            boolean contentIsPointer,
            boolean isError) {
        this(
                content,
                structured,
                structuredIsObject,
                contentIsPointer,
                isError,
                true,
                JsonNodeFactory.instance.objectNode());
    }

    /// A result of one text block.
    public static ResultJson text(String text, boolean isError) {
        String string = JsonNodeFactory.instance.stringNode(text).toString();
        return new ResultJson(
                RawJson.of("[{\"type\":\"text\",\"text\":" + string + "}]"),
                Optional.empty(),
                false,
                false,
                isError);
    }

    /// Bytes of the pieces together.
    public int size() {
        return content.size() + structured.map(RawJson::size).orElse(0);
    }

    /// The whole as the newest protocol version has it: `content`, `structuredContent` if there is
    /// one, `isError` and what else there is.
    public ObjectNode toCallToolResult() {
        ObjectNode json = Json.MAPPER.readValue(toString(), ObjectNode.class);
        json.setAll(more);
        return json;
    }

    /// The JSON text of [#toCallToolResult] without [#more].
    @Override
    public String toString() {
        return "{\"content\":"
                + content
                + structured.map(value -> ",\"structuredContent\":" + value).orElse("")
                + (saysIsError ? ",\"isError\":" + isError : "")
                + "}";
    }
}
