package dev.hqe.kernel.secret;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// `${secret:name}` in texts and configs: finds the references, and puts the values in their place.
///
/// What was put in is not looked at again, so a secret cannot name another one. In JSON the values
/// of strings are looked at, not the names of fields. Everything else, `${env:X}` too, stays as it
/// is. Thread-safe.
public final class SecretReferences {

    /// Longest text with all values in it, in characters.
    public static final int MAX_CHARS = 4 << 20;

    /// Most references in one text or tree.
    public static final int MAX_REFERENCES = 1000;

    private static final String START = "${secret:";
    private static final char END = '}';

    private final SecretStore store;

    public SecretReferences(SecretStore store) {
        this.store = store;
    }

    /// How a config names a secret.
    public static String to(SecretName name) {
        return START + name + END;
    }

    /// The secrets that a text names.
    ///
    /// @throws SecretException.Invalid if a reference is not written right
    public static SortedSet<SecretName> in(String text) {
        SortedSet<SecretName> names = new TreeSet<>();
        collect(text, names);
        return names;
    }

    /// The secrets that a tree names.
    ///
    /// @throws SecretException.Invalid if a reference is not written right, or the tree is deeper
    ///   than [Json#MAX_DEPTH]
    public static SortedSet<SecretName> in(JsonNode tree) {
        SortedSet<SecretName> names = new TreeSet<>();
        collect(tree, names, 0);
        return names;
    }

    /// The text with the values in it, which is as secret as they are.
    ///
    /// @throws SecretException.Missing if it names secrets that are not there
    /// @throws SecretException.Invalid if a reference is not written right, or the text gets too
    ///   long
    public String expand(String text) {
        SortedSet<SecretName> names = in(text);
        return names.isEmpty() ? text : expanded(text, values(names));
    }

    /// A copy of the tree with the values in it, which is as secret as they are.
    ///
    /// @throws SecretException.Missing if it names secrets that are not there
    /// @throws SecretException.Invalid if a reference is not written right, or a text gets too long
    public JsonNode expand(JsonNode tree) {
        SortedSet<SecretName> names = in(tree);
        return names.isEmpty() ? tree.deepCopy() : expanded(tree, values(names));
    }

    private static void collect(JsonNode tree, Set<SecretName> names, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new SecretException.Invalid("more than " + Json.MAX_DEPTH + " levels of JSON");
        }
        if (tree instanceof StringNode text) {
            collect(text.stringValue(), names);
        } else {
            tree.forEach(child -> collect(child, names, depth + 1));
        }
    }

    private static void collect(String text, Set<SecretName> names) {
        int from = text.indexOf(START);
        while (from >= 0) {
            int end = end(text, from);
            names.add(new SecretName(text.substring(from + START.length(), end)));
            if (names.size() > MAX_REFERENCES) {
                throw new SecretException.Invalid(
                        "more than " + MAX_REFERENCES + " different secrets are named");
            }
            from = text.indexOf(START, end);
        }
    }

    private static int end(String text, int from) {
        int end = text.indexOf(END, from);
        if (end < 0) {
            throw new SecretException.Invalid(
                    "'"
                            + text.substring(from, Math.min(text.length(), from + 40))
                            + "' has no '}': a secret is named as ${secret:NAME}");
        }
        return end;
    }

    /// Says all that are missing at once.
    private Map<SecretName, String> values(Set<SecretName> names) {
        Map<SecretName, String> values = new LinkedHashMap<>();
        List<SecretName> missing = new ArrayList<>();
        for (SecretName name : names) {
            Optional<Secret> secret = store.find(name);
            if (secret.isPresent()) {
                try (Secret value = secret.get()) {
                    values.put(name, value.text());
                }
            } else {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new SecretException.Missing(missing(missing));
        }
        return values;
    }

    private String missing(List<SecretName> missing) {
        List<String> stored = store.names().stream().map(SecretName::value).toList();
        StringBuilder message = new StringBuilder();
        for (SecretName name : missing) {
            message.append(message.isEmpty() ? "" : " ")
                    .append("There is no secret '")
                    .append(name)
                    .append('\'')
                    .append(Suggestion.among(name.value(), stored))
                    .append(". Store it with: hqe secret set ")
                    .append(name);
        }
        return message.toString();
    }

    private static String expanded(String text, Map<SecretName, String> values) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        int from = text.indexOf(START);
        while (from >= 0) {
            int end = end(text, from);
            SecretName name = new SecretName(text.substring(from + START.length(), end));
            result.append(text, done, from).append(values.getOrDefault(name, ""));
            if (result.length() > MAX_CHARS) {
                throw tooLong();
            }
            done = end + 1;
            from = text.indexOf(START, done);
        }
        result.append(text, done, text.length());
        if (result.length() > MAX_CHARS) {
            throw tooLong();
        }
        return result.toString();
    }

    private static SecretException tooLong() {
        return new SecretException.Invalid(
                "a text is longer than " + MAX_CHARS + " characters with its secrets in it");
    }

    private static JsonNode expanded(JsonNode tree, Map<SecretName, String> values) {
        return switch (tree) {
            case StringNode text -> StringNode.valueOf(expanded(text.stringValue(), values));
            case ArrayNode array -> {
                ArrayNode copy = Json.MAPPER.createArrayNode();
                array.forEach(child -> copy.add(expanded(child, values)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.forEachEntry((field, child) -> copy.set(field, expanded(child, values)));
                yield copy;
            }
            default -> tree;
        };
    }
}
