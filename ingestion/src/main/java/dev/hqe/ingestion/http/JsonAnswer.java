package dev.hqe.ingestion.http;

import dev.hqe.ingestion.map.JqExpression;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.ingestion.read.ReadException;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.filter.FilteringParserDelegate;
import tools.jackson.core.filter.JsonPointerBasedFilter;
import tools.jackson.core.filter.TokenFilter.Inclusion;
import tools.jackson.databind.JsonNode;

/// A JSON answer in a file, and what a jq expression gives for it. A plain path (`.meta.next`) is
/// read without holding the answer; any other expression needs it whole.
///
/// @param name for messages
record JsonAnswer(Path file, String name) {

    /// Largest answer that is held for an expression.
    static final int MAX_HELD = 16 << 20;

    private static final Pattern STEP =
            Pattern.compile("\\.?([A-Za-z_][A-Za-z0-9_]*)|\\.?\\[?\"([^\"\\\\]*)\"]?");

    /// The names on a plain path: `.data.items`, `.["x y"]`, with or without `[]` behind it; empty
    /// for the root; none if it is another expression.
    static Optional<List<String>> path(String expression) {
        String rest = expression.strip().replaceFirst("\\[]$", "");
        List<String> names = new ArrayList<>();
        if (rest.isEmpty() || rest.equals(".")) {
            return Optional.of(names);
        }
        Matcher step = STEP.matcher(rest);
        while (!rest.isEmpty()) {
            step.reset(rest);
            if (!step.lookingAt() || !(rest.startsWith(".") || rest.startsWith("[\""))) {
                return Optional.empty();
            }
            names.add(step.group(1) == null ? step.group(2) : step.group(1));
            rest = rest.substring(step.end());
        }
        return Optional.of(names);
    }

    /// The same as a JSON pointer (RFC 6901).
    static String pointer(List<String> names) {
        StringBuilder pointer = new StringBuilder();
        names.forEach(
                name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    /// What an expression gives; empty for nothing or null.
    ///
    /// @param key of the source file, for messages
    /// @throws ReadException if the answer is no JSON, too large, or the expression fails
    Optional<JsonNode> value(String key, String expression) {
        Optional<List<String>> path = path(expression);
        try {
            if (path.isPresent() && !path.get().isEmpty()) {
                return at(pointer(path.get()));
            }
            return JqExpression.compile(expression).value(whole(key));
        } catch (MappingException e) {
            throw new ReadException(
                    "`" + key + "` of " + name + ": " + e.getMessage() + ". Correct it.", e);
        } catch (JacksonException e) {
            throw new ReadException(
                    name + ": it is not valid JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    private Optional<JsonNode> at(String pointer) {
        try (JsonParser parser =
                new FilteringParserDelegate(
                        Json.MAPPER.createParser(file),
                        new JsonPointerBasedFilter(JsonPointer.compile(pointer)),
                        Inclusion.ONLY_INCLUDE_ALL,
                        false)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode value = parser.readValueAsTree();
            return Optional.ofNullable(value).filter(found -> !found.isNull());
        }
    }

    private JsonNode whole(String key) {
        try {
            long size = Files.size(file);
            if (size > MAX_HELD) {
                throw new ReadException(
                        name
                                + " has "
                                + size
                                + " bytes, and `"
                                + key
                                + "` can be found in "
                                + MAX_HELD
                                + " only. Use a plain path such as .items, or smaller pages.");
            }
        } catch (IOException e) {
            throw new ReadException(name + " cannot be read: " + e.getMessage(), e);
        }
        return Json.MAPPER.readTree(file);
    }
}
