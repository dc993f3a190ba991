package dev.hqe.mcp.profile;

import dev.hqe.kernel.access.AccessException;
import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.NameStyle;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.ToolDisplay.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `profiles.yaml`, read and written.
final class ProfileText {

    private static final String SCHEMA = "profiles.schema.json";

    static final Map<String, Mode> SHOW =
            Map.of("auto", Mode.AUTO, "direct", Mode.DIRECT, "search", Mode.BROKERED);
    static final Map<String, NameStyle> NAMES =
            Map.of(
                    "client", NameStyle.BY_CLIENT,
                    "plain", NameStyle.PLAIN,
                    "safe", NameStyle.SAFE);

    private static final String HEADER =
            """
            # What an agent sees that is started with: hqe mcp --profile NAME
            #   topics: whose data and tools there are for it: ids, "finance.*", or "*"
            #   tools:  which tools, as agents see their names: "github.*"
            #   show:   direct (all in the list), search (behind find_tools) or auto
            #   names:  plain (topic.tool), safe (topic_tool) or client (as the client takes them)
            # An empty list opens nothing; what is left out is not bounded.
            # `hqe profile` writes this file anew, without further comments.
            """;

    private ProfileText() {}

    private static final class Compiled {

        private static final JsonSchema PROFILES = JsonSchema.compile(publishedSchema());

        private static SourceDocument publishedSchema() {
            try (InputStream in = ProfileText.class.getResourceAsStream(SCHEMA)) {
                if (in == null) {
                    throw new ProfileException(SCHEMA + " is missing from this build");
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return SourceDocument.parse(text, SCHEMA);
            } catch (IOException e) {
                throw new ProfileException(SCHEMA + " cannot be read from this build", e);
            }
        }
    }

    /// @throws InvalidDocumentException with every problem and its line
    static Profiles parse(SourceDocument document) {
        List<Problem> problems = new ArrayList<>();
        for (JsonSchema.Violation violation : Compiled.PROFILES.violations(document.root())) {
            problems.add(document.problem(violation.node(), violation.toString()));
        }
        JsonNode all = document.root().path("profiles");
        for (Map.Entry<String, JsonNode> entry : all.properties()) {
            if (!Profile.isValid(entry.getKey())) {
                problems.add(document.problem(entry.getValue(), Profile.invalid(entry.getKey())));
            }
            problems.addAll(badPatterns(document, entry.getValue()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems.stream().sorted().toList(), null);
        }
        SortedMap<String, Profile> profiles = new TreeMap<>();
        all.properties()
                .forEach(entry ->
                        profiles.put(entry.getKey(), profile(entry.getKey(), entry.getValue())));
        return new Profiles(profiles);
    }

    private static List<Problem> badPatterns(SourceDocument document, JsonNode profile) {
        List<Problem> problems = new ArrayList<>();
        for (String list : List.of("topics", "tools")) {
            for (JsonNode pattern : profile.path(list)) {
                try {
                    if (pattern.isString() && !pattern.stringValue().isEmpty()) {
                        new AccessScope(List.of(), List.of(pattern.stringValue()));
                    }
                } catch (AccessException.Invalid e) {
                    problems.add(document.problem(pattern, String.valueOf(e.getMessage())));
                }
            }
        }
        return problems;
    }

    private static Profile profile(String name, JsonNode node) {
        return new Profile(
                name,
                scope(patterns(node.path("topics")), patterns(node.path("tools"))),
                new ToolDisplay(
                        SHOW.get(node.path("show").asString("")),
                        NAMES.get(node.path("names").asString(""))));
    }

    /// What is left out is not bounded, as on a command line; what is there and empty opens
    /// nothing.
    private static AccessScope scope(Optional<List<String>> topics, Optional<List<String>> tools) {
        boolean opensNothing =
                topics.filter(List::isEmpty).isPresent() || tools.filter(List::isEmpty).isPresent();
        return opensNothing
                ? new AccessScope(topics.orElse(List.of("*")), tools.orElse(List.of()))
                : AccessScope.of(topics.orElse(List.of()), tools.orElse(List.of()));
    }

    private static Optional<List<String>> patterns(JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<String> patterns = new ArrayList<>();
        list.forEach(pattern -> patterns.add(pattern.stringValue()));
        return Optional.of(patterns);
    }

    static String write(Profiles profiles) {
        StringBuilder yaml = new StringBuilder(HEADER);
        if (profiles.byName().isEmpty()) {
            return yaml.append("profiles: {}\n").toString();
        }
        yaml.append("profiles:\n");
        for (Profile profile : profiles.list()) {
            yaml.append("  ").append(quoted(profile.name())).append(":\n");
            yaml.append("    topics: ").append(list(profile.scope().topics())).append('\n');
            yaml.append("    tools: ").append(list(profile.scope().tools())).append('\n');
            profile.show().ifPresent(word -> yaml.append("    show: ").append(word).append('\n'));
            profile.naming()
                    .ifPresent(word -> yaml.append("    names: ").append(word).append('\n'));
        }
        return yaml.toString();
    }

    static <T> Optional<String> word(Map<String, T> words, @Nullable T meaning) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(meaning))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Every value stands in JSON quotes, which YAML reads alike.
    private static String list(List<String> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return list.toString();
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
