package dev.hqe.mcp.config;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The text of a JSON or YAML file that can be changed in one place: everything else stays as it
/// is, byte for byte, comments and all. Immutable.
sealed interface ConfigText permits JsonText, YamlText {

    /// What the text says.
    JsonNode root();

    /// What it says at a place, if anything.
    default Optional<JsonNode> at(List<String> path) {
        JsonNode node = root();
        for (String name : path) {
            node = node.path(name);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    /// The text with this value at a place; objects on the way there are made where they are
    /// missing.
    ///
    /// @throws ConfigException when the text has something else on the way there
    String with(List<String> path, ObjectNode value);

    /// The text without what it has at a place.
    String without(List<String> path);
}
