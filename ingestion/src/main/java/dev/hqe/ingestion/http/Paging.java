package dev.hqe.ingestion.http;

import dev.hqe.ingestion.map.JqExpression;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.kernel.json.Json;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How an API says that there is more.
///
/// @param next jq over the answer: the next address, or the cursor
/// @param parameter of the request that takes the cursor, the page's number or the offset: of the
///   query, or for a POST with JSON a field of the body, also a JSON pointer (`/variables/after`)
/// @param first number of the first page, or the first offset
/// @param sizeParameter that takes the size of a page; empty for none
/// @param size of a page; 0 if nobody says it. A page with fewer records is the last one.
public record Paging(
        By by, String next, String parameter, int first, String sizeParameter, int size) {

    private static final int MAX_SIZE = 100_000;

    /// The ways in which APIs page. The word stands in source files.
    public enum By {
        /// A `Link` header with `rel="next"` (RFC 8288) is followed where there is one.
        AUTO,
        /// One answer is all.
        NONE,
        /// As [#AUTO], for an API that is known to page so.
        LINK,
        /// The answer has the next address.
        NEXT,
        /// The answer has what the next request sends.
        CURSOR,
        /// Pages have numbers.
        PAGE,
        /// Pages begin at the number of a record.
        OFFSET;

        /// As a source file writes it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is done unless a source file says it.
    public static final Paging DEFAULT = new Paging(By.AUTO, "", "", 0, "", 0);

    public Paging {
        boolean expects = by == By.NEXT || by == By.CURSOR;
        if (expects == next.isBlank()) {
            throw new IllegalArgumentException(
                    expects
                            ? "pages by "
                                    + by.word()
                                    + " need `next`: a jq expression over the answer, such as"
                                    + " .next"
                            : "pages.next is for pages by next or cursor");
        }
        if (by == By.CURSOR && parameter.isBlank()) {
            throw new IllegalArgumentException(
                    "pages by cursor need `parameter`: what the request sends it as");
        }
        if (by == By.OFFSET && size == 0) {
            throw new IllegalArgumentException("pages by offset need their `size`");
        }
        if (size < 0 || size > MAX_SIZE || first < 0) {
            throw new IllegalArgumentException(
                    "pages.size is at most " + MAX_SIZE + ", and pages.first is not negative");
        }
        if (expects) {
            try {
                JqExpression.compile(next);
            } catch (MappingException e) {
                throw new IllegalArgumentException("pages.next " + e.getMessage(), e);
            }
        }
    }

    static Paging of(JsonNode json) {
        if (json.isMissingNode()) {
            return DEFAULT;
        }
        By by = by(json.path("by").asString(""));
        boolean numbered = by == By.PAGE || by == By.OFFSET;
        return new Paging(
                by,
                json.path("next").asString(""),
                json.path("parameter").asString(numbered ? by.word() : ""),
                json.path("first").asInt(by == By.PAGE ? 1 : 0),
                json.path("size_parameter").asString(""),
                json.path("size").asInt(0));
    }

    private static By by(String word) {
        return Arrays.stream(By.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "pages.by is '"
                                        + word
                                        + "'; there are: auto, none, link, next, cursor, page,"
                                        + " offset"));
    }

    /// As an option of the command line says it: `none`, `link`, `next:EXPR`,
    /// `cursor:PARAMETER:EXPR`, `page[:PARAMETER[:SIZE]]`, `offset:PARAMETER:SIZE`.
    ///
    /// @return the object `pages` of a source file; not yet checked
    public static ObjectNode typed(String option) {
        String[] parts = option.split(":", 3);
        ObjectNode json = Json.object().put("by", parts[0]);
        switch (parts[0]) {
            case "next" -> json.put("next", option.substring(Math.min(5, option.length())));
            case "cursor" -> {
                json.put("parameter", parts.length > 1 ? parts[1] : "");
                json.put("next", parts.length > 2 ? parts[2] : "");
            }
            default -> {
                if (parts.length > 1) {
                    json.put("parameter", parts[1]);
                }
                if (parts.length > 2) {
                    json.put("size", size(parts[2]));
                }
            }
        }
        return json;
    }

    private static int size(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the size of a page is a number, not " + text, e);
        }
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("by", by.word());
        if (!next.isEmpty()) {
            json.put("next", next);
        }
        if (!parameter.isEmpty()) {
            json.put("parameter", parameter);
        }
        if (by == By.PAGE || by == By.OFFSET) {
            json.put("first", first);
        }
        if (!sizeParameter.isEmpty()) {
            json.put("size_parameter", sizeParameter);
        }
        if (size > 0) {
            json.put("size", size);
        }
        return json;
    }
}
