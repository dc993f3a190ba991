package dev.hqe.mcp.internal.protocol;

import dev.hqe.kernel.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// Reads the text of a message, for transports that look into it before a session does.
public final class MessageText {

    /// What the parser says of itself: places in its own terms, settings, types.
    private static final Pattern OF_THE_PARSER =
            Pattern.compile(
                    "( for `ObjectNode`| ?\\((start marker|bound as|from `|through reference)| from `|: not"
                            + " allowed as per).*",
                    Pattern.DOTALL);

    private MessageText() {}

    /// A message, or why it is none.
    public sealed interface Read {

        /// Any JSON value.
        record Json(JsonNode value) implements Read {}

        /// A parse error.
        record Broken(RpcError error) implements Read {}
    }

    /// Parses a message.
    public static Read read(byte[] buffer, int offset, int length) {
        if (!Utf8.isValid(buffer, offset, length)) {
            return broken("the message is not UTF-8");
        }
        try {
            return new Read.Json(Json.MAPPER.readTree(buffer, offset, length));
        } catch (JacksonException e) {
            return broken(reason(e));
        }
    }

    /// An error response.
    public static byte[] error(Optional<RequestId> id, RpcError error) {
        return Frames.error(id, error);
    }

    private static Read broken(String why) {
        return new Read.Broken(new RpcError(RpcError.PARSE_ERROR, "Parse error: " + why));
    }

    private static String reason(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null ? "" : " at byte " + Math.max(0, at.getByteOffset());
        // From here on the parser speaks of its own settings, which help no client.
        String what = OF_THE_PARSER.matcher(e.getOriginalMessage()).replaceFirst("");
        return Quoted.brief(what, 300) + where;
    }
}
