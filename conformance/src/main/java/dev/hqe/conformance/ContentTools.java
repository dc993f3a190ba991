package dev.hqe.conformance;

import static dev.hqe.conformance.FixtureTool.blocks;

import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolOutcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tools that return each kind of content, report progress, write logs and fail.
final class ContentTools {

    /// One red pixel.
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /// A WAVE header and no samples.
    private static final String WAV =
            "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

    private static final String IMAGE =
            "{\"type\":\"image\",\"data\":\"" + PNG + "\",\"mimeType\":\"image/png\"}";

    /// Uses the vocabulary of 2020-12 that SEP-1613 and SEP-2106 want kept.
    private static final String RICH_SCHEMA =
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "$defs": {"address": {"$anchor": "addressDef", "type": "object",
               "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
             "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
               "contactMethod": {"type": "string", "enum": ["phone", "email"]},
               "phone": {"type": "string"}, "email": {"type": "string"}},
             "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
             "if": {"properties": {"contactMethod": {"const": "phone"}},
               "required": ["contactMethod"]},
             "then": {"required": ["phone"]}, "else": {"required": ["email"]},
             "additionalProperties": false}\
            """;

    private static final String HEADER_SCHEMA =
            """
            {"type": "object", "properties": {
              "region": {"type": "string", "x-mcp-header": "Region"},
              "count": {"type": "integer", "x-mcp-header": "Count"},
              "note": {"type": "string"}}}\
            """;

    private ContentTools() {}

    static List<Tool> all() {
        return List.of(
                FixtureTool.of(
                        "test_simple_text",
                        "Returns a text.",
                        call -> ToolOutcome.Ok.text("This is a simple text response for testing.")),
                FixtureTool.of("test_image_content", "Returns an image.", call -> blocks(IMAGE)),
                FixtureTool.of(
                        "test_audio_content",
                        "Returns a sound.",
                        call ->
                                blocks(
                                        "{\"type\":\"audio\",\"data\":\""
                                                + WAV
                                                + "\",\"mimeType\":\"audio/wav\"}")),
                FixtureTool.of(
                        "test_embedded_resource",
                        "Returns a resource within the result.",
                        call ->
                                blocks(
                                        resource(
                                                "test://embedded-resource",
                                                "text/plain",
                                                "This is an embedded resource content."))),
                FixtureTool.of(
                        "test_multiple_content_types",
                        "Returns a text, an image and a resource.",
                        call ->
                                blocks(
                                        "{\"type\":\"text\",\"text\":\"Multiple content types test:\"}",
                                        IMAGE,
                                        resource(
                                                "test://mixed-content-resource",
                                                "application/json",
                                                "{\"test\":\"data\",\"value\":123}"))),
                FixtureTool.of(
                        "test_error_handling",
                        "Always fails.",
                        call ->
                                new ToolOutcome.Failed(
                                        "This tool intentionally returns an error for testing")),
                FixtureTool.of(
                        "test_tool_with_progress", "Reports progress.", ContentTools::progress),
                FixtureTool.of("test_tool_with_logging", "Writes logs.", ContentTools::logging),
                FixtureTool.of("test_logging_tool", "Writes logs.", ContentTools::logging),
                FixtureTool.of(
                        "test_reconnection", "Runs for a while.", ContentTools::reconnection),
                FixtureTool.of(
                        "json_schema_2020_12_tool",
                        "Tool with JSON Schema 2020-12 features",
                        RICH_SCHEMA,
                        call -> ToolOutcome.Ok.text(call.arguments().toString())),
                FixtureTool.of(
                        "test_custom_headers",
                        "Has parameters that clients mirror into HTTP headers.",
                        HEADER_SCHEMA,
                        call -> ToolOutcome.Ok.text(call.arguments().toString())));
    }

    private static String resource(String uri, String mimeType, String text) {
        String string = JsonNodeFactory.instance.stringNode(text).toString();
        return "{\"type\":\"resource\",\"resource\":{\"uri\":\""
                + uri
                + "\",\"mimeType\":\""
                + mimeType
                + "\",\"text\":"
                + string
                + "}}";
    }

    private static ToolOutcome progress(ToolCall call) throws InterruptedException {
        for (int done = 0; done <= 100; done += 50) {
            call.progress().report(done, 100, "");
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return ToolOutcome.Ok.text("Done, with progress.");
    }

    private static ToolOutcome logging(ToolCall call) throws InterruptedException {
        for (String message :
                List.of(
                        "Tool execution started",
                        "Tool processing data",
                        "Tool execution completed")) {
            call.caller().log(LogLevel.INFO, "test", JsonNodeFactory.instance.stringNode(message));
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return ToolOutcome.Ok.text("Done, with logs.");
    }

    /// Lets go of the connection and finishes afterwards.
    private static ToolOutcome reconnection(ToolCall call) throws InterruptedException {
        call.caller().detach();
        TimeUnit.MILLISECONDS.sleep(200);
        return ToolOutcome.Ok.text("Reconnection test completed.");
    }
}
