package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.topic.plugin.AgentPlugin.Author;
import dev.hqe.kernel.topic.plugin.PluginFolder.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `plugin.json` (§5). Whatever is wrong with it is fatal, but for fields that the specification
/// does not know and an `extensions` that is no object.
///
/// @param root a manifest that is known to be valid
record PluginManifest(JsonNode root) {

    /// The versions whose rules are known, each by what `plugin.json` and `mcp.json` say.
    static final String PLUGIN_SCHEMA =
            "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json";

    static final String MCP_SCHEMA = "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json";

    private static final Set<String> FIELDS =
            Set.of(
                    "$schema",
                    "name",
                    "version",
                    "description",
                    "author",
                    "homepage",
                    "repository",
                    "license",
                    "keywords",
                    "extensions");

    private static final Pattern NAME =
            Pattern.compile("(?!.*(?:--|\\.\\.))[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");
    private static final int MAX_NAME = 64;
    private static final JsonSchema TYPES = schema("plugin.schema.json");

    /// A schema from beside this class.
    static JsonSchema schema(String file) {
        return JsonSchema.checkedBefore(() -> document(file));
    }

    private static SourceDocument document(String file) {
        try (InputStream in = PluginManifest.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AgentPluginException(file + " is missing from this build", null);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SourceDocument.parse(text, file);
        } catch (IOException e) {
            throw new AgentPluginException(file + " cannot be read from this build", e);
        }
    }

    /// @param warnings takes what is reported and ignored
    /// @throws InvalidDocumentException if the plugin must be refused
    static PluginManifest read(PluginFolder folder, Warnings warnings) {
        String name = folder.name() + "/" + AgentPluginReader.MANIFEST;
        SourceDocument document =
                switch (folder.find(folder.root(), AgentPluginReader.MANIFEST)) {
                    case Place.Inside(Path file) -> SourceDocument.read(file, name);
                    case Place.Denied(String why) ->
                            throw PluginFolder.rejected(new Problem(name, 0, why));
                    case Place.Absent() ->
                            throw PluginFolder.rejected(
                                    new Problem(name, 0, "there is no such file"));
                };
        JsonNode root = document.root();
        if (!root.isObject()) {
            throw PluginFolder.rejected(document.problem(root, "must be a JSON object"));
        }
        checkVersion(document);
        List<Problem> problems = new ArrayList<>();
        for (JsonSchema.Violation violation : TYPES.violations(root)) {
            problems.add(document.problem(violation.node(), violation.toString()));
        }
        checkName(document, problems);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems, null);
        }
        report(document, warnings);
        return new PluginManifest(root);
    }

    /// Of a manifest for another version nothing else can be said, so this comes first.
    private static void checkVersion(SourceDocument document) {
        JsonNode schema = document.root().path("$schema");
        if (schema.isMissingNode()) {
            throw PluginFolder.rejected(
                    document.problem(
                            document.root(),
                            "'$schema' is missing: write \"" + PLUGIN_SCHEMA + "\""));
        }
        if (!PLUGIN_SCHEMA.equals(schema.asString(""))) {
            throw PluginFolder.rejected(document.problem(schema, unsupported(PLUGIN_SCHEMA)));
        }
    }

    static String unsupported(String known) {
        return "'$schema' names no version of Agent Plugins that this workbench reads: it reads"
                + " \""
                + known
                + "\"";
    }

    private static void checkName(SourceDocument document, List<Problem> problems) {
        JsonNode name = document.root().path("name");
        if (name.isString() && !isName(name.stringValue())) {
            problems.add(
                    document.problem(
                            name,
                            "'name' must be 1 to 64 of a-z 0-9 - . with a letter or digit at both"
                                    + " ends, and no -- or .. in it"));
        }
    }

    private static boolean isName(String name) {
        return name.length() <= MAX_NAME && NAME.matcher(name).matches();
    }

    private static void report(SourceDocument document, Warnings warnings) {
        warnings.addUnknownFields(document, FIELDS);
        JsonNode extensions = document.root().path("extensions");
        if (!extensions.isMissingNode() && !extensions.isObject()) {
            warnings.add(document, extensions, "'extensions' must be an object; it is ignored");
        }
    }

    /// A stranger's text as a message can hold it.
    static String brief(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "...";
    }

    AgentPlugin with(
            Path home, List<Skill> skills, List<PluginServer> servers, List<Problem> warnings) {
        JsonNode author = root.path("author");
        return new AgentPlugin(
                home,
                root.path("name").asString(),
                root.path("version").asString(""),
                root.path("description").asString(""),
                new Author(
                        author.path("name").asString(""),
                        author.path("email").asString(""),
                        author.path("url").asString("")),
                root.path("homepage").asString(""),
                root.path("repository").asString(""),
                root.path("license").asString(""),
                root.path("keywords").valueStream().map(JsonNode::asString).toList(),
                plain(root.path("extensions")),
                skills,
                servers,
                warnings);
    }

    /// A copy without the line numbers; an empty object of what is none.
    static ObjectNode plain(JsonNode node) {
        return node.isObject()
                ? Json.MAPPER.readValue(node.toString(), ObjectNode.class)
                : Json.object();
    }
}
