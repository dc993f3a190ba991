package dev.hqe.kernel.json;

import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A JSON or YAML file that knows on which line each of its values stands.
///
/// @param name the file as the user knows it
/// @param root its content
public record SourceDocument(String name, JsonNode root) {

    /// Largest file that is read.
    public static final long MAX_BYTES = 4L << 20;

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
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw invalid(
                        name,
                        0,
                        "is " + size + " bytes; the limit is " + MAX_BYTES + ". Split it.",
                        null);
            }
            return parse(Files.readString(file), name);
        } catch (NoSuchFileException e) {
            throw invalid(name, 0, "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw invalid(name, 0, "is not UTF-8 text", e);
        } catch (IOException e) {
            throw invalid(name, 0, "cannot be read: " + e.getMessage(), e);
        }
    }

    /// Reads a text; YAML where `name` ends with `.yaml` or `.yml`, else JSON.
    ///
    /// @throws InvalidDocumentException if it is not well-formed
    public static SourceDocument parse(String text, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
        try {
            if (yaml) {
                refuseAliases(text, name);
            }
            JsonNode root =
                    JsonNodes.readTree(
                            yaml ? YAML : Json.MAPPER,
                            text,
                            LocationJsonNodeFactoryFactory.getInstance());
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

    /// Jackson reads an alias (`*name`) as the string "name", which would be a silent surprise.
    private static void refuseAliases(String text, String name) {
        if (text.indexOf('*') < 0) {
            return;
        }
        try (JsonParser parser = YAML.createParser(text)) {
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
        TokenStreamLocation at = JsonNodes.tokenStreamLocationOf(value);
        return at == null ? 0 : Math.max(0, at.getLineNr());
    }

    /// A problem at a value of this document.
    public Problem problem(@Nullable JsonNode at, String message) {
        return new Problem(name, lineOf(at), message);
    }

    /// What the parser says, without its own picture of the place.
    private static String said(JacksonException e) {
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
