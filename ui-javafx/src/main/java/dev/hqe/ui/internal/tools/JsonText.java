package dev.hqe.ui.internal.tools;

import dev.hqe.kernel.json.Json;
import dev.hqe.ui.internal.Texts;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ObjectNode;

/// JSON as a person reads and writes it.
final class JsonText {

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRETTY =
            Json.MAPPER
                    .writer()
                    .with(
                            new DefaultPrettyPrinter(
                                            Separators.createDefaultInstance()
                                                    .withObjectNameValueSpacing(
                                                            Separators.Spacing.AFTER))
                                    .withObjectIndenter(INDENT)
                                    .withArrayIndenter(INDENT));

    private JsonText() {}

    /// Two spaces a level.
    static String pretty(JsonNode value) {
        return PRETTY.writeValueAsString(value);
    }

    /// What is wrong with a text that is no JSON, with its line.
    static String problem(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String said = String.valueOf(e.getOriginalMessage());
        int end = said.indexOf('\n');
        String brief = end < 0 ? said : said.substring(0, end);
        return at == null || at.getLineNr() < 1
                ? Texts.of("tools.json.problem", brief)
                : Texts.of("tools.json.problemAt", at.getLineNr(), brief);
    }

    /// Written on one line, cut to so many characters.
    static String brief(JsonNode value, int most) {
        String whole = value.isString() ? value.stringValue() : value.toString();
        String line = whole.length() > 4 * most ? whole.substring(0, 4 * most) : whole;
        String flat = line.replaceAll("\\s+", " ");
        return flat.length() <= most && line.length() == whole.length()
                ? flat
                : flat.substring(0, Math.min(flat.length(), most - 1)) + "\u2026";
    }

    /// Names and values on one line: `symbol NRVL, limit 250`.
    static String members(ObjectNode object, int most) {
        StringBuilder line = new StringBuilder();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (line.length() >= most) {
                break;
            }
            line.append(line.isEmpty() ? "" : ", ").append(member.getKey()).append(' ');
            line.append(brief(member.getValue(), most));
        }
        return line.length() <= most ? line.toString() : line.substring(0, most - 1) + "\u2026";
    }
}
