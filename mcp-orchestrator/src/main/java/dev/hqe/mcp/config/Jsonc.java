package dev.hqe.mcp.config;

import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// JSON with comments and trailing commas, as people write it into the settings of editors.
/// Otherwise as strict and as bounded as [Json]: duplicate keys are refused.
final class Jsonc {

    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Json.MAX_DEPTH)
                                    .maxStringLength(Json.MAX_STRING_CHARS)
                                    .maxNameLength(10_000)
                                    .maxNumberLength(400)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(FACTORY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Jsonc() {}

    /// Reads a text.
    ///
    /// @throws InvalidDocumentException if it is not well-formed, with the line
    static SourceDocument parse(String text, String name) {
        try {
            JsonNode root =
                    JsonNodes.readTree(MAPPER, text, LocationJsonNodeFactoryFactory.getInstance());
            if (root == null || root.isMissingNode() || root.isNull()) {
                throw invalid(name, 0, "is empty", null);
            }
            return new SourceDocument(name, root);
        } catch (JacksonException e) {
            throw invalid(
                    name, lineOf(e), "is not valid JSON: " + said(e) + ". Mend that first", e);
        }
    }

    private static int lineOf(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? 0 : Math.max(0, at.getLineNr());
    }

    /// What the parser says, without the piece of the text that it shows.
    private static String said(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int line = message.indexOf('\n');
        String first = line < 0 ? message : message.substring(0, line);
        int place = first.indexOf(" (for "); // where what was not closed began, as an offset
        return (place < 0 ? first : first.substring(0, place)).strip();
    }

    private static InvalidDocumentException invalid(
            String name, int line, String message, @Nullable Throwable cause) {
        return new InvalidDocumentException(List.of(new Problem(name, line, message)), cause);
    }
}
