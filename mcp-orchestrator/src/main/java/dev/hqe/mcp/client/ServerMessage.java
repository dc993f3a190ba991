package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// One JSON-RPC message from a server: its envelope read, a result left as the bytes that came.
sealed interface ServerMessage {

    /// A result.
    ///
    /// @param id empty when it is none of ours, which are whole numbers
    record Answer(OptionalLong id, RawJson result, String type) implements ServerMessage {}

    /// An error.
    record Fault(OptionalLong id, int code, String message, Optional<RawJson> data)
            implements ServerMessage {}

    /// Wants an answer.
    ///
    /// @param idJson the id as it is written
    record Request(String idJson, String method, ObjectNode params) implements ServerMessage {}

    /// Wants none.
    record Notification(String method, ObjectNode params) implements ServerMessage {}

    /// Cannot be understood.
    record Unreadable(String why) implements ServerMessage {}

    /// Most messages that are taken in one batch (2025-03-26).
    int MAX_BATCH = 1_000;

    /// Reads one message, or a batch of them.
    static List<ServerMessage> read(byte[] buffer, int offset, int length) {
        if (!Utf8.isValid(buffer, offset, length)) {
            return List.of(new Unreadable("it is not UTF-8"));
        }
        try (JsonParser parser = Json.MAPPER.createParser(buffer, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                ServerMessage message = one(parser, buffer, offset);
                return parser.nextToken() == null
                        ? List.of(message)
                        : List.of(new Unreadable("something follows the message"));
            }
            if (first != JsonToken.START_ARRAY) {
                return List.of(new Unreadable("it is not a JSON object"));
            }
            List<ServerMessage> batch = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_OBJECT && batch.size() < MAX_BATCH) {
                batch.add(one(parser, buffer, offset));
            }
            return parser.currentToken() == JsonToken.END_ARRAY
                    ? batch
                    : List.of(new Unreadable("a batch holds at most 1000 JSON objects"));
        } catch (JacksonException e) {
            return List.of(new Unreadable("it is not valid JSON"));
        }
    }

    /// Reads an object whose `{` was just seen, up to its `}`.
    private static ServerMessage one(JsonParser parser, byte[] buffer, int offset) {
        boolean isRpc = false;
        JsonNode id = MissingNode.getInstance();
        JsonNode params = MissingNode.getInstance();
        JsonNode error = MissingNode.getInstance();
        String method = "";
        String type = "";
        Optional<RawJson> result = Optional.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "jsonrpc" -> isRpc = "2.0".equals(string(parser, value));
                case "id" -> id = parser.readValueAsTree();
                case "method" -> method = string(parser, value);
                case "params" -> params = parser.readValueAsTree();
                case "error" -> error = parser.readValueAsTree();
                case "result" -> {
                    if (value == JsonToken.START_OBJECT) {
                        long start = parser.currentTokenLocation().getByteOffset();
                        type = throughResult(parser);
                        long end = parser.currentLocation().getByteOffset();
                        result =
                                Optional.of(
                                        RawJson.copyOf(
                                                buffer, offset + (int) start, offset + (int) end));
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        }
        if (!isRpc) {
            return new Unreadable("\"jsonrpc\" is not \"2.0\"");
        }
        if (!method.isEmpty()) {
            ObjectNode given = params instanceof ObjectNode object ? object : Json.object();
            if (id.isMissingNode()) {
                return new Notification(method, given);
            }
            return id.isString() || id.isIntegralNumber()
                    ? new Request(id.toString(), method, given)
                    : new Unreadable("a request's id is a string or a whole number");
        }
        OptionalLong whole =
                id.isIntegralNumber() && id.canConvertToLong()
                        ? OptionalLong.of(id.longValue())
                        : OptionalLong.empty();
        if (result.isPresent()) {
            return new Answer(whole, result.get(), type);
        }
        if (error instanceof ObjectNode fault) {
            JsonNode data = fault.path("data");
            return new Fault(
                    whole,
                    fault.path("code").asInt(0),
                    fault.path("message").asString(""),
                    data.isMissingNode()
                            ? Optional.empty()
                            : Optional.of(RawJson.of(data.toString())));
        }
        return new Unreadable("it has neither a method nor a result object nor an error");
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
