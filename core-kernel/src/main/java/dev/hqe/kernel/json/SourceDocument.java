package dev.hqe.kernel.json;

import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A JSON or YAML file that knows on which line each of its values stands.
///
/// @param name the file as the user knows it
/// @param root its content
public record SourceDocument(String name, JsonNode root) {

    /// Largest file that is read; the YAML parser takes no more either.
    public static final int MAX_BYTES = 3 << 20;

    /// Finds duplicate keys while parsing, and so with their line.
    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(Json.constraints())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final ObjectMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .streamReadConstraints(Json.constraints())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    /// Reads a file; YAML by its ending `.yaml` or `.yml`, else JSON.
    ///
    /// @param name the file as problems shall call it
    /// @throws InvalidDocumentException if it is missing, too large, not UTF-8 or not well-formed
    public static SourceDocument read(Path file, String name) {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would never end
            throw invalid(name, 0, "is not a file", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw invalid(name, 0, "is larger than " + MAX_BYTES + " bytes, the limit", null);
            }
            return parse(utf8(bytes), name);
        } catch (NoSuchFileException e) {
            throw invalid(name, 0, "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw invalid(name, 0, "is not UTF-8 text", e);
        } catch (IOException e) {
            throw invalid(name, 0, "cannot be read: " + e.getMessage(), e);
        }
    }

    /// The text without the mark that some editors on Windows put before it.
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// Reads a text; YAML where `name` ends with `.yaml` or `.yml`, else JSON.
    ///
    /// @throws InvalidDocumentException if it is not well-formed
    public static SourceDocument parse(String text, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return parse(text, name, lower.endsWith(".yaml") || lower.endsWith(".yml"));
    }

    /// Reads a text as YAML, whatever `name` ends with: the front matter of a Markdown file.
    ///
    /// @throws InvalidDocumentException if it is not well-formed
    public static SourceDocument parseYaml(String text, String name) {
        return parse(text, name, true);
    }

    private static SourceDocument parse(String text, String name, boolean yaml) {
        try {
            if (yaml) {
                refuseAliases(text, name);
            }
            JsonNode root = tree(text, yaml);
            if (root == null || root.isMissingNode() || root.isNull()) {
                throw invalid(name, 0, "is empty", null);
            }
            return new SourceDocument(name, root);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 0 : Math.max(0, at.getLineNr());
            String format = yaml ? "YAML" : "JSON";
            throw invalid(name, line, "is not valid " + format + ": " + said(e), e);
        } catch (StackOverflowError e) { // the YAML reader recurses per level before it counts them
            throw invalid(name, 0, "is nested too deeply", e);
        }
    }

    /// A tree of which each node knows its line.
    private static JsonNode tree(String text, boolean yaml) {
        try (JsonParser parser =
                yaml ? YAML.createParser(new WholeCharacters(text)) : JSON.createParser(text)) {
            JsonNodeFactory nodes =
                    LocationJsonNodeFactoryFactory.getInstance().getJsonNodeFactory(parser);
            return (yaml ? YAML : JSON).reader(nodes).readTree(parser);
        }
    }

    /// Jackson reads an alias (`*name`) as the string "name", which would be a silent surprise.
    private static void refuseAliases(String text, String name) {
        if (text.indexOf('*') < 0) {
            return;
        }
        try (JsonParser parser = YAML.createParser(new WholeCharacters(text))) {
            while (parser.nextToken() != null) {
                if (parser instanceof YAMLParser tokens && tokens.isCurrentAlias()) {
                    int line = parser.currentTokenLocation().getLineNr();
                    throw invalid(name, line, "YAML aliases are not read; write it out", null);
                }
            }
        }
    }

    /// The 1-based line on which a value of this document begins, 0 if the value is not from it.
    public int lineOf(@Nullable JsonNode value) {
        if (value == null) {
            return 0;
        }
        try {
            TokenStreamLocation at = JsonNodes.tokenStreamLocationOf(value);
            return at == null ? 0 : Math.max(0, at.getLineNr());
        } catch (IllegalArgumentException notFromADocument) { // there is no way to ask first
            return 0;
        }
    }

    /// A problem at a value of this document.
    public Problem problem(@Nullable JsonNode at, String message) {
        return new Problem(name, lineOf(at), message);
    }

    /// What the parser says, without its own picture of the place.
    private static String said(JacksonException e) {
        if (e instanceof MismatchedInputException) { // the tree reader's one reason for it
            return "there is more behind the end of the first value";
        }
        return String.valueOf(e.getOriginalMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .limit(2)
                .collect(Collectors.joining(": "));
    }

    private static InvalidDocumentException invalid(
            String name, int line, String message, @Nullable Throwable cause) {
        return new InvalidDocumentException(List.of(new Problem(name, line, message)), cause);
    }
}
