package dev.hqe.mcp;

import dev.hqe.kernel.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Writes outcomes as JSON, never more than a given number of bytes. Stateless.
final class ResultEncoder {

    private final int maxBytes;

    ResultEncoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// The answer for an outcome; one that is too large or cannot be written becomes a failure that
    /// says so.
    ToolAnswer.Result encode(ToolName tool, ToolOutcome outcome) {
        try {
            return new ToolAnswer.Result(outcome, json(outcome));
        } catch (TooLarge e) {
            return failed(
                    tool
                            + " answered with more than "
                            + maxBytes
                            + " bytes of JSON, the most a result may have: ask it for less");
        } catch (JacksonException e) {
            return failed(tool + " answered with something that cannot be written as JSON");
        }
    }

    private ToolAnswer.Result failed(String message) {
        ToolOutcome outcome = new ToolOutcome.Failed(message);
        return new ToolAnswer.Result(outcome, json(outcome));
    }

    private ResultJson json(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Ok(JsonNode structured, List<Content> content) ->
                    ok(structured, content);
            case ToolOutcome.Refused(String message, String fix) ->
                    error(fix.isEmpty() ? message : message + "\n" + fix);
            case ToolOutcome.Failed(String message) -> error(message);
        };
    }

    private ResultJson error(String message) {
        RawJson content = RawJson.wrap(array(List.of(new Content.Text(message)), maxBytes));
        return new ResultJson(content, Optional.empty(), false, true);
    }

    private ResultJson ok(JsonNode structured, List<Content> content) {
        if (structured instanceof MissingNode) {
            return new ResultJson(
                    RawJson.wrap(array(content, maxBytes)), Optional.empty(), false, false);
        }
        byte[] value = tree(structured);
        // "A tool that returns structured content SHOULD also return the serialized JSON in a
        // TextContent block" (2026-07-28, Tools, "Structured Content").
        List<Content> blocks =
                content.isEmpty()
                        ? List.of(new Content.Text(new String(value, StandardCharsets.UTF_8)))
                        : content;
        return new ResultJson(
                RawJson.wrap(array(blocks, maxBytes - value.length)),
                Optional.of(RawJson.wrap(value)),
                structured.isObject(),
                false);
    }

    private byte[] tree(JsonNode value) {
        Capped out = new Capped(maxBytes);
        Json.MAPPER.writeValue(out, value);
        return out.toByteArray();
    }

    private static byte[] array(List<Content> blocks, int maxBytes) {
        Capped out = new Capped(maxBytes);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartArray();
            for (Content block : blocks) {
                switch (block) {
                    case Content.Text(String text) -> {
                        json.writeStartObject();
                        json.writeStringProperty("type", "text");
                        json.writeStringProperty("text", text);
                        json.writeEndObject();
                    }
                    case Content.Raw(RawJson raw) -> json.writeRawValue(raw.toString());
                }
            }
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    /// Unwinds the encoder once the cap is passed; never leaves this class.
    private static final class TooLarge extends McpException {
        TooLarge() {
            super("result larger than the cap");
        }
    }

    private static final class Capped extends ByteArrayOutputStream {

        private final int max;

        Capped(int max) {
            super(256);
            this.max = max;
        }

        @Override
        public synchronized void write(int b) {
            check(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] b, int off, int len) {
            check(len);
            super.write(b, off, len);
        }

        private void check(int more) {
            if (count > max - more) {
                throw new TooLarge();
            }
        }
    }
}
