package dev.hqe.mcp.host;

import dev.hqe.kernel.file.Sha256;
import dev.hqe.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A hosted server's tool that is not what a person said yes to.
///
/// @param tool its name on the server
/// @param before the accepted definition, pretty, with sorted members; empty for a tool that is new
/// @param now the definition as it is offered now, likewise
/// @param sha256 of the definition now, of its compact JSON with sorted members
public record Difference(String tool, Optional<String> before, String now, String sha256) {

    static Difference of(String tool, @Nullable ObjectNode before, ObjectNode now) {
        return new Difference(
                tool,
                Optional.ofNullable(before).map(Difference::pretty),
                pretty(now),
                sha256(now));
    }

    private static final List<String> MEMBERS =
            List.of(
                    "title",
                    "description",
                    "inputSchema",
                    "outputSchema",
                    "annotations",
                    "execution",
                    "icons",
                    "_meta");

    /// What is another than before, in words that are not the server's: `is new`, or which members
    /// have changed.
    String summary() {
        if (before.isEmpty()) {
            return "is new";
        }
        JsonNode was = Json.MAPPER.readTree(before.get());
        JsonNode is = Json.MAPPER.readTree(now);
        List<String> changed = new ArrayList<>();
        for (String member : MEMBERS) {
            if (!was.path(member).equals(is.path(member))) {
                changed.add(member);
            }
        }
        return "has changed ("
                + (changed.isEmpty() ? "other members" : String.join(", ", changed))
                + ")";
    }

    private static String pretty(ObjectNode definition) {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(sorted(definition));
    }

    /// The hash that pins a definition.
    static String sha256(ObjectNode definition) {
        return Sha256.of(sorted(definition).toString());
    }

    /// The same with the members of every object in the order of their names: their order carries
    /// no meaning.
    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                TreeMap<String, JsonNode> members = new TreeMap<>();
                object.forEachEntry((name, value) -> members.put(name, sorted(value)));
                ObjectNode copy = Json.object();
                members.forEach(copy::set);
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.MAPPER.createArrayNode();
                array.forEach(value -> copy.add(sorted(value)));
                yield copy;
            }
            default -> node;
        };
    }
}
