package dev.hqe.ui.internal.tools;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.tools.RunState.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Makes an answer into what a person can look at. Takes time for large ones, so it runs on the
/// thread of the call; what is too large to be taken apart is shown as the beginning of its text.
final class ResultReader {

    /// Largest result that is taken apart.
    static final int MAX_BYTES = 4 << 20;

    /// Most of a text that is shown.
    static final int MAX_TEXT = 64_000;

    private static final int MAX_WORDS_OF_FAILURE = 4_000;
    private static final int MAX_BLOCKS = 200;
    private static final Pattern MARKDOWN =
            Pattern.compile(
                    "(?m)^(#{1,6} \\S|```|[*-] \\S|\\d{1,3}[.)] \\S|> \\S)"
                            + "|\\*\\*[^*\\n]{1,200}\\*\\*|\\]\\(https?://");

    private final List<ResultPart> parts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ResultReader() {}

    /// How the run ended and what there is to see.
    static RunState.Ended read(ToolName tool, ToolAnswer answer, Duration took) {
        return switch (answer) {
            case ToolAnswer.Result result -> result(result, took);
            case ToolAnswer.UnknownTool(String message) ->
                    bare(End.Kind.REFUSED, Texts.of("tools.end.unknown", message), took);
            case ToolAnswer.BadArguments(String message) -> bare(End.Kind.MISFIT, message, took);
            case ToolAnswer.MissingCapability missing ->
                    bare(
                            End.Kind.REFUSED,
                            Texts.of("tools.end.asks", tool, missing.message()),
                            took);
            case ToolAnswer.Fault(int code, String message, var _) ->
                    bare(
                            End.Kind.FAILED,
                            Texts.of("tools.end.fault", message, String.valueOf(code)),
                            took);
            case ToolAnswer.Cancelled _ ->
                    bare(End.Kind.CANCELLED, Texts.of("tools.end.cancelled"), took);
        };
    }

    private static RunState.Ended bare(End.Kind kind, String words, Duration took) {
        return new RunState.Ended(new End(kind, words), ResultSheet.none(), 0, took);
    }

    private static RunState.Ended result(ToolAnswer.Result result, Duration took) {
        ResultJson json = result.json();
        return switch (result.outcome()) {
            case ToolOutcome.Refused(String message, String fix) ->
                    bare(
                            End.Kind.REFUSED,
                            message + (message.endsWith(".") ? " " : ". ") + fix,
                            took);
            case ToolOutcome.Failed(String message) -> bare(End.Kind.FAILED, message, took);
            case ToolOutcome.Ok _ -> worked(json, took);
            case ToolOutcome.Relayed relayed ->
                    relayed.isError() ? relayedFailure(json, took) : worked(json, took);
        };
    }

    private static RunState.Ended worked(ResultJson json, Duration took) {
        return new RunState.Ended(new End(End.Kind.DONE, ""), sheet(json), json.size(), took);
    }

    private static RunState.Ended relayedFailure(ResultJson json, Duration took) {
        ResultSheet sheet = sheet(json);
        String words =
                sheet.parts().stream()
                        .filter(ResultPart.Words.class::isInstance)
                        .map(part -> ((ResultPart.Words) part).text())
                        .findFirst()
                        .orElse(Texts.of("tools.end.silent"));
        String brief =
                words.length() <= MAX_WORDS_OF_FAILURE
                        ? words
                        : words.substring(0, MAX_WORDS_OF_FAILURE) + "\u2026";
        return new RunState.Ended(new End(End.Kind.FAILED, brief), sheet, json.size(), took);
    }

    static ResultSheet sheet(ResultJson json) {
        ResultReader reader = new ResultReader();
        if (json.size() <= MAX_BYTES) {
            try {
                reader.apart(json);
            } catch (JacksonException e) {
                reader.parts.clear();
                reader.notes.add(Texts.of("tools.result.noJson"));
            }
        } else {
            reader.notes.add(Texts.of("tools.result.tooLarge", bytes(json.size())));
        }
        reader.parts.add(raw(json));
        return new ResultSheet(reader.parts, Optional.of(json), reader.notes, false);
    }

    private void apart(ResultJson json) {
        Optional<JsonNode> structured = json.structured().map(raw -> raw.tree());
        List<ResultPart> pictures = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        blocks(json.content().tree(), said, pictures);
        Optional<JsonNode> value =
                structured.filter(JsonNode::isContainer).or(() -> jsonIn(said.toString()));
        parts.addAll(pictures);
        value.ifPresent(this::data);
        boolean isRepeated = value.isPresent() && (json.contentIsPointer() || isJson(said));
        if (!said.isEmpty() && !isRepeated) {
            String text = said.toString();
            ResultPart words =
                    new ResultPart.Words(
                            cut(text), MARKDOWN.matcher(cut(text)).find(), text.length());
            if (structured.isPresent()) {
                parts.add(words);
            } else {
                parts.addFirst(words);
            }
        }
        structured
                .filter(one -> !one.isContainer())
                .ifPresent(one -> parts.addFirst(new ResultPart.Tree(one)));
    }

    private void data(JsonNode value) {
        ResultPart.Tree tree = new ResultPart.Tree(value);
        List<ResultPart> shapes = JsonShapes.of(value);
        boolean isOneOfMany =
                value.isObject()
                        && !shapes.isEmpty()
                        && shapes.getFirst() instanceof ResultPart.Table table
                        && table.total() == 1;
        if (isOneOfMany) {
            parts.add(tree); // one row says less than what stands around it
            parts.addAll(shapes);
        } else {
            parts.addAll(shapes);
            parts.add(tree);
        }
    }

    private void blocks(JsonNode content, StringBuilder said, List<ResultPart> pictures) {
        int seen = 0;
        for (JsonNode block : content) {
            if (++seen > MAX_BLOCKS) {
                notes.add(Texts.of("tools.result.blocks", MAX_BLOCKS, content.size()));
                return;
            }
            switch (block.path("type").asString("")) {
                case "text" -> add(said, block.path("text").asString(""));
                case "image" ->
                        Pictures.read(block)
                                .ifPresentOrElse(
                                        pictures::add,
                                        () -> notes.add(Texts.of("tools.result.noPicture")));
                case "resource" -> add(said, block.path("resource").path("text").asString(""));
                case "resource_link" ->
                        add(
                                said,
                                Texts.of(
                                        "tools.result.link",
                                        block.path("name").asString(""),
                                        block.path("uri").asString("")));
                case String type -> notes.add(Texts.of("tools.result.other", type));
            }
        }
    }

    private static void add(StringBuilder said, String text) {
        if (!text.isEmpty()) {
            said.append(said.isEmpty() ? "" : "\n\n").append(text);
        }
    }

    private static boolean isJson(CharSequence text) {
        return jsonIn(text.toString()).isPresent();
    }

    /// Many servers write JSON as text.
    private static Optional<JsonNode> jsonIn(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readTree(stripped)).filter(JsonNode::isContainer);
        } catch (JacksonException e) {
            return Optional.empty(); // a text after all
        }
    }

    private static ResultPart raw(ResultJson json) {
        String text =
                json.size() <= MAX_TEXT
                        ? JsonText.pretty(json.toCallToolResult())
                        : "{\"content\":"
                                + json.content().beginning(MAX_TEXT / 2)
                                + "\n\n\"structuredContent\":"
                                + json.structured()
                                        .map(raw -> raw.beginning(MAX_TEXT / 2))
                                        .orElse("");
        return new ResultPart.Raw(text, json.size());
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /// `120 B`, `3.1 KB`, `2.4 MB`.
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double kilo = bytes / 1000.0;
        return kilo < 1000
                ? String.format(Locale.ROOT, "%.1f KB", kilo)
                : String.format(Locale.ROOT, "%.1f MB", kilo / 1000);
    }
}
