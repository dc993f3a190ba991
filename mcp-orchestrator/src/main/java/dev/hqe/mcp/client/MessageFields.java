package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The members of one JSON-RPC message, in whatever order they come, and the message that they make
/// in the end. One for each message; not thread-safe.
final class MessageFields {

    private final JsonParser parser;
    private final byte[] buffer;
    private final int offset;
    private boolean isRpc;
    private JsonNode id = MissingNode.getInstance();
    private JsonNode params = MissingNode.getInstance();
    private JsonNode error = MissingNode.getInstance();
    private String method = "";
    private String type = "";
    private Optional<RawJson> result = Optional.empty();

    /// @param buffer what is parsed, so that a result can be copied as it is
    /// @param offset where the parser began in it
    private MessageFields(JsonParser parser, byte[] buffer, int offset) {
        this.parser = parser;
        this.buffer = buffer;
        this.offset = offset;
    }

    /// Reads an object whose `{` was just seen, up to its `}`.
    static ServerMessage read(JsonParser parser, byte[] buffer, int offset) {
        MessageFields fields = new MessageFields(parser, buffer, offset);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            fields.take(parser.currentName(), parser.nextToken());
        }
        return fields.message();
    }

    private void take(String name, JsonToken value) {
        switch (name) {
            case "jsonrpc" -> isRpc = "2.0".equals(string(parser, value));
            case "id" -> id = parser.readValueAsTree();
            case "method" -> method = string(parser, value);
            case "params" -> params = parser.readValueAsTree();
            case "error" -> error = parser.readValueAsTree();
            case "result" -> {
                if (value == JsonToken.START_OBJECT) {
                    takeResult();
                } else {
                    parser.skipChildren();
                }
            }
            default -> parser.skipChildren();
        }
    }

    private void takeResult() {
        long start = parser.currentTokenLocation().getByteOffset();
        type = throughResult(parser);
        long end = parser.currentLocation().getByteOffset();
        result = Optional.of(RawJson.copyOf(buffer, offset + (int) start, offset + (int) end));
    }

    private ServerMessage message() {
        if (!isRpc) {
            return new ServerMessage.Unreadable(
                    "\"jsonrpc\" is not \"2.0\"",
                    method.isEmpty() ? wholeId() : OptionalLong.empty());
        }
        return method.isEmpty() ? reply() : said();
    }

    private ServerMessage said() {
        ObjectNode given = params instanceof ObjectNode object ? object : Json.object();
        if (id.isMissingNode()) {
            return new ServerMessage.Notification(method, given);
        }
        return id.isString() || id.isIntegralNumber()
                ? new ServerMessage.Request(id.toString(), method, given)
                : new ServerMessage.Unreadable("a request's id is a string or a whole number");
    }

    private ServerMessage reply() {
        OptionalLong whole = wholeId();
        if (result.isPresent()) {
            return new ServerMessage.Answer(whole, result.get(), type);
        }
        if (error instanceof ObjectNode fault) {
            JsonNode data = fault.path("data");
            return new ServerMessage.Fault(
                    whole,
                    fault.path("code").asInt(0),
                    fault.path("message").asString(""),
                    data.isMissingNode()
                            ? Optional.empty()
                            : Optional.of(RawJson.of(data.toString())));
        }
        return new ServerMessage.Unreadable(
                "it has neither a method nor a result object nor an error", whole);
    }

    private OptionalLong wholeId() {
        return id.isIntegralNumber() && id.canConvertToLong()
                ? OptionalLong.of(id.longValue())
                : OptionalLong.empty();
    }

    /// A string, or an empty one for anything else, which is passed over.
    private static String string(JsonParser parser, JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    /// Passes over a result object and picks up its `resultType`.
    private static String throughResult(JsonParser parser) {
        String type = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isType = parser.currentName().equals("resultType");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isType) {
                type = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return type;
    }
}
