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
    ///
    /// @param answered the id of the request that it means to answer; empty when it says none
    record Unreadable(String why, OptionalLong answered) implements ServerMessage {

        Unreadable(String why) {
            this(why, OptionalLong.empty());
        }
    }

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
                ServerMessage message = MessageFields.read(parser, buffer, offset);
                return parser.nextToken() == null
                        ? List.of(message)
                        : List.of(new Unreadable("something follows the message"));
            }
            if (first != JsonToken.START_ARRAY) {
                return List.of(new Unreadable("it is not a JSON object"));
            }
            List<ServerMessage> batch = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_OBJECT && batch.size() < MAX_BATCH) {
                batch.add(MessageFields.read(parser, buffer, offset));
            }
            return parser.currentToken() == JsonToken.END_ARRAY
                    ? batch
                    : List.of(new Unreadable("a batch holds at most 1000 JSON objects"));
        } catch (JacksonException e) {
            return List.of(new Unreadable("it is not valid JSON"));
        }
    }
}
