package dev.hqe.mcp.results;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.TokenEstimate;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives an agent a preview and an address in place of a result that would fill its context.
///
/// A structured result stays whole when its tool has an output schema, for what is left of it after
/// a cut would be a lie that still fits the schema (decision 0010); then only the text beside it is
/// cut, which is what most clients show their model. Images and other blocks stay. Thread-safe.
public final class LargeResults {

    /// What an agent is given whole unless told otherwise, in estimated tokens: about 32 KiB.
    public static final int DEFAULT_TOKENS = 8_000;

    private final ResultStore store;
    private final int maxTokens;

    /// @param store where the whole is kept
    /// @param maxTokens the largest text that is given whole, by [TokenEstimate]
    public LargeResults(ResultStore store, int maxTokens) {
        if (maxTokens < 1_000) {
            throw new McpException(
                    "results are not cut below 1000 tokens, not at "
                            + maxTokens
                            + ": the preview needs them");
        }
        this.store = store;
        this.maxTokens = maxTokens;
    }

    /// The answer, shortened when it is large and an agent gets it.
    ///
    /// @param call the call that it answers
    /// @param hasOutputSchema whether the tool has promised what its structured result looks like
    /// @param reader what this caller calls [ResultTools#READ]
    public ToolAnswer shorten(
            ToolCall call, boolean hasOutputSchema, ToolName reader, ToolAnswer answer) {
        if (call.principal().kind() != Principal.Kind.AGENT
                || call.tool().equals(ResultTools.READ)
                || !(answer instanceof ToolAnswer.Result result)
                || result.json().size() <= maxTokens) { // a token is at least a byte
            return answer;
        }
        return new ToolAnswer.Result(
                result.outcome(), shorten(call, hasOutputSchema, reader, result.json()));
    }

    private ResultJson shorten(
            ToolCall call, boolean hasOutputSchema, ToolName reader, ResultJson json) {
        JsonNode blocks = Json.MAPPER.readTree(json.content().toString());
        String said = text(blocks);
        Optional<String> value = json.structured().map(RawJson::toString);
        boolean longText = isLong(said);
        boolean longValue = value.map(this::isLong).orElse(false);
        if (!longText && !longValue) {
            return json;
        }
        boolean dropsValue = longValue && !hasOutputSchema;
        boolean keepsWords = longValue && !longText && !json.contentIsPointer() && dropsValue;
        String whole = longValue ? value.orElse(said) : said;
        Optional<JsonNode> tree = ResultPreview.json(whole);
        Optional<String> id =
                store.put(
                        call.principal(),
                        whole,
                        tree.isPresent() ? "application/json" : "text/plain");
        if (id.isEmpty()) {
            return json; // larger than the store: the road's own cap has let it through
        }
        ArrayNode content = Json.MAPPER.createArrayNode();
        String preview = tree.map(ResultPreview::of).orElseGet(() -> ResultPreview.of(whole));
        content.addObject()
                .put("type", "text")
                .put("text", notice(whole, id.get(), reader) + preview);
        for (JsonNode block : blocks) {
            if (keepsWords || !isText(block)) {
                content.add(block);
            }
        }
        content.add(link(call, id.get(), whole, tree.isPresent()));
        return new ResultJson(
                RawJson.of(content.toString()),
                dropsValue ? Optional.empty() : json.structured(),
                !dropsValue && json.structuredIsObject(),
                false,
                json.isError(),
                json.saysIsError(),
                json.more());
    }

    private boolean isLong(String text) {
        return text.length() > maxTokens / 4 && TokenEstimate.of(text) > maxTokens;
    }

    private String notice(String whole, String id, ToolName reader) {
        return "This result is too long to give whole (about "
                + TokenEstimate.of(whole)
                + " tokens, "
                + whole.length()
                + " characters). Below is what it consists of. All of it is kept for "
                + store.time().toMinutes()
                + " minutes: read the resource "
                + ResultStore.uri(id)
                + ", or call "
                + reader
                + " with {\"id\": \""
                + id
                + "\", \"offset\": 0}. Asking the tool for less may be better.\n\n";
    }

    private static ObjectNode link(ToolCall call, String id, String whole, boolean json) {
        ObjectNode link = Json.object();
        link.put("type", "resource_link");
        link.put("uri", ResultStore.uri(id));
        link.put("name", "Result of " + call.tool());
        link.put("mimeType", json ? "application/json" : "text/plain");
        link.put("size", whole.getBytes(StandardCharsets.UTF_8).length);
        return link;
    }

    private static String text(JsonNode blocks) {
        List<String> texts = new ArrayList<>();
        for (JsonNode block : blocks) {
            if (isText(block)) {
                texts.add(
                        block.path("text")
                                .asString(block.path("resource").path("text").asString("")));
            }
        }
        return String.join("\n", texts);
    }

    /// A block whose text a model reads: plain text, or an embedded resource of text.
    private static boolean isText(JsonNode block) {
        return switch (block.path("type").asString("")) {
            case "text" -> true;
            case "resource" -> block.path("resource").has("text");
            default -> false;
        };
    }
}
