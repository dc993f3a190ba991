package dev.hqe.mcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// How a tool call ended. The last two reach the model as a result with `isError: true`, so that it
/// can correct itself (2026-07-28, Tools, "Error Handling").
public sealed interface ToolOutcome {

    /// It worked.
    ///
    /// @param structured any JSON value, checked against the output schema; a [MissingNode] is
    ///   none. Not copied: the tool gives it away
    /// @param content blocks in reading order; when empty and there is a structured value, the road
    ///   adds that value as text for older clients, or, when it is large, where to find it
    record Ok(JsonNode structured, List<Content> content) implements ToolOutcome {

        public Ok {
            content = List.copyOf(content);
        }

        /// A result of one text block.
        public static Ok text(String text) {
            return new Ok(MissingNode.getInstance(), List.of(new Content.Text(text)));
        }

        /// A structured result; its JSON is also shown as text if it is not large.
        public static Ok structured(JsonNode value) {
            return new Ok(value, List.of());
        }
    }

    /// Another server's answer, passed on as it is, members that nobody here knows included. What
    /// is large in it is never parsed into a tree.
    ///
    /// @param content its `content` array as it was written; `[]` when it has none
    /// @param structured its `structuredContent` as it was written
    /// @param structuredIsObject whether that is a JSON object
    /// @param isError whether the other server calls it an error
    /// @param saysIsError whether it says so or the contrary; without the member it is none
    /// @param more its other members, `_meta` among them
    record Relayed(
            RawJson content,
            Optional<RawJson> structured,
            boolean structuredIsObject,
            boolean isError,
            boolean saysIsError,
            ObjectNode more)
            implements ToolOutcome {

        private static final RawJson NO_CONTENT = RawJson.of("[]");

        /// Takes a `CallToolResult` apart. `resultType` is left out: it is said by the protocol
        /// version that carries it.
        ///
        /// @throws McpException when it is no JSON object
        public static Relayed of(RawJson result) {
            RawJson content = NO_CONTENT;
            Optional<RawJson> structured = Optional.empty();
            boolean structuredIsObject = false;
            boolean isError = false;
            boolean saysIsError = false;
            ObjectNode more = JsonNodeFactory.instance.objectNode();
            try (JsonParser parser = result.parser()) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new McpException("a tool's result is a JSON object, and this is none");
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    switch (name) {
                        case "content" -> {
                            RawJson said = result.value(parser);
                            content = value == JsonToken.START_ARRAY ? said : NO_CONTENT;
                        }
                        case "structuredContent" -> {
                            structured = Optional.of(result.value(parser));
                            structuredIsObject = value == JsonToken.START_OBJECT;
                        }
                        case "isError" -> {
                            isError = value == JsonToken.VALUE_TRUE;
                            saysIsError = true;
                            parser.skipChildren();
                        }
                        case "resultType" -> parser.skipChildren();
                        default -> more.set(name, parser.<JsonNode>readValueAsTree());
                    }
                }
            } catch (JacksonException e) {
                throw new McpException("a tool's result is not valid JSON", e);
            }
            return new Relayed(content, structured, structuredIsObject, isError, saysIsError, more);
        }

        /// Bytes of all that is in it, about.
        int size() {
            return content.size()
                    + structured.map(RawJson::size).orElse(0)
                    + (more.isEmpty() ? 0 : more.toString().length());
        }
    }

    /// The tool, a policy or a limit said no before anything was done.
    ///
    /// @param message what was refused and why
    /// @param fix what the caller can do about it
    record Refused(String message, String fix) implements ToolOutcome {}

    /// The tool tried and could not.
    ///
    /// @param message what went wrong, without a stack trace and without secrets
    record Failed(String message) implements ToolOutcome {}
}
