package dev.hqe.topics.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// One case of `tests/*.yaml`.
///
/// ```yaml
/// - name: three prices have a mean     # a sentence
///   tool: sma                          # of the manifest
///   arguments: {period: 3}
///   entities:                          # what is in the workbench, in any order
///     - {id: a, kind: PriceBar, data: {close: 1.5}}
///   expect: {values: [1.5]}            # a part of the result; arrays and {} are compared whole
///   tolerance: 1e-9                    # absolute, for each number in expect and stored; 0 unless given
///   stored:                            # all that the tool stores, in its order; unchecked unless given
///     - {id: t/a, kind: Mean, data: {value: 1.5}}     # each a part of what is stored
/// - name: ...
///   tool: sma
///   arguments: {period: 0}
///   error: from 1                      # instead of expect: a part of the message
/// ```
///
/// The tool is handed the entities that the host would hand it: of the kind that `reads` names, by
/// id, narrowed down by `where`, and none if the argument of `unless` is given.
record Golden(String file, JsonNode node) {

    Golden {
        String where = file + ": " + node.path("name").asString("a case without name");
        List<String> fields =
                List.of(
                        "name",
                        "tool",
                        "arguments",
                        "entities",
                        "expect",
                        "tolerance",
                        "stored",
                        "error");
        for (String field : node.propertyNames()) {
            require(fields.contains(field), where + ": unknown field '" + field + "'");
        }
        require(node.has("name"), where + ": 'name' is missing");
        require(node.has("tool"), where + ": 'tool' is missing");
        require(node.has("expect") != node.has("error"), where + ": 'expect' or 'error', not both");
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }

    String name() {
        return file + ": " + node.get("name").asString();
    }

    String tool() {
        return node.get("tool").asString();
    }

    String arguments() {
        return node.has("arguments") ? node.get("arguments").toString() : "{}";
    }

    List<JsonNode> entities() {
        return node.path("entities").valueStream().toList();
    }

    Set<String> storedKinds() {
        return node.path("stored")
                .valueStream()
                .map(entity -> entity.path("kind").asString())
                .collect(Collectors.toSet());
    }

    Optional<String> error() {
        return node.has("error") ? Optional.of(node.get("error").asString()) : Optional.empty();
    }

    /// What the program is given on standard input.
    ///
    /// @param reads of the tool in the manifest, or a missing node
    String input(JsonNode reads) {
        StringBuilder input = new StringBuilder(arguments());
        JsonNode given = node.has("arguments") ? node.get("arguments") : MissingNode.getInstance();
        if (reads.isObject()
                && !(reads.has("unless") && given.has(reads.get("unless").asString()))) {
            entities().stream()
                    .filter(entity -> entity.get("kind").equals(reads.get("kind")))
                    .filter(entity -> isWanted(entity.get("data"), reads.path("where"), given))
                    .sorted(Comparator.comparing(entity -> entity.get("id").asString()))
                    .forEach(entity -> input.append('\n').append(entity));
        }
        return input.toString();
    }

    private static boolean isWanted(JsonNode data, JsonNode where, JsonNode given) {
        return where.valueStream()
                .filter(condition -> given.has(condition.get("argument").asString()))
                .allMatch(condition ->
                        holds(
                                data.at("/" + condition.get("field").asString().replace('.', '/')),
                                condition.get("op").asString(),
                                given.get(condition.get("argument").asString())));
    }

    static boolean holds(JsonNode field, String op, JsonNode value) {
        if (field.isMissingNode() || field.isNumber() != value.isNumber()) {
            return false;
        }
        int order =
                field.isNumber()
                        ? Double.compare(field.asDouble(), value.asDouble())
                        : field.asString().compareTo(value.asString());
        return switch (op) {
            case "equal" -> order == 0;
            case "not_equal" -> order != 0;
            case "less" -> order < 0;
            case "less_or_equal" -> order <= 0;
            case "greater" -> order > 0;
            case "greater_or_equal" -> order >= 0;
            case "starts_with" -> field.asString().startsWith(value.asString());
            default -> throw new IllegalArgumentException("unknown op '" + op + "'");
        };
    }

    /// Fails unless the result holds all that is expected.
    void assertHolds(JsonNode result) {
        assertHolds(node.get("expect"), result, "$");
    }

    /// Fails unless all was stored that is expected, and nothing else.
    void assertStored(List<JsonNode> stored) {
        JsonNode expected = node.path("stored");
        if (!expected.isMissingNode()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(stored);
            assertHolds(expected, all, "stored");
        }
    }

    private void assertHolds(JsonNode expected, JsonNode actual, String at) {
        if (expected.isObject()) {
            assertThat(actual.isObject()).as(at + " is an object: " + actual).isTrue();
            assertThat(!expected.isEmpty() || actual.isEmpty()).as(at + " is empty").isTrue();
            expected.properties()
                    .forEach(e ->
                            assertHolds(
                                    e.getValue(), actual.path(e.getKey()), at + "." + e.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(at + ".size of " + actual).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertHolds(expected.get(i), actual.get(i), at + "[" + i + "]");
            }
        } else if (expected.isNumber()) {
            assertThat(actual.isNumber()).as(at + " is a number: " + actual).isTrue();
            assertThat(actual.asDouble())
                    .as(at)
                    .isCloseTo(expected.asDouble(), within(node.path("tolerance").asDouble(0)));
        } else {
            assertThat(actual).as(at).isEqualTo(expected);
        }
    }
}
