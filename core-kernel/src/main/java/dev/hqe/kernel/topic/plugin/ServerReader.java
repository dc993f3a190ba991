package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.plugin.PluginFolder.Place;
import dev.hqe.kernel.topic.plugin.PluginServer.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads `mcp.json` (§7.2). What is wrong with the file leaves out all its servers, what is wrong
/// with one server leaves out that one. Messages name fields and never quote a value. One use, one
/// thread.
final class ServerReader {

    private static final String LOCATION = "mcp.json";
    private static final String LEFT_OUT = "the plugin's servers are left out";
    private static final int MAX_SERVERS = 100;
    private static final int MAX_NAME = 200;
    private static final Set<String> FIELDS = Set.of("$schema", "mcpServers");
    private static final Set<String> TYPES = Set.of("stdio", "streamable-http", "sse");
    private static final JsonSchema STDIO = PluginManifest.schema("stdio-server.schema.json");
    private static final JsonSchema REMOTE = PluginManifest.schema("remote-server.schema.json");

    private final PluginFolder home;
    private final Warnings warnings;
    private final String source;
    private final List<PluginServer> servers = new ArrayList<>();

    ServerReader(PluginFolder home, Warnings warnings) {
        this.home = home;
        this.warnings = warnings;
        this.source = home.name() + "/" + LOCATION;
    }

    /// The servers that can be used, in the order of the file.
    List<PluginServer> servers() {
        switch (home.find(home.root(), LOCATION)) {
            case Place.Absent() -> {} // a plugin need not have servers
            case Place.Denied(String why) -> none(why);
            case Place.Inside(Path file) -> {
                if (Files.isRegularFile(file)) {
                    read(file);
                } else {
                    none("is not a file");
                }
            }
        }
        return servers;
    }

    private void none(String why) {
        warnings.add(source, why + "; " + LEFT_OUT);
    }

    private void read(Path file) {
        try {
            SourceDocument document = SourceDocument.read(file, source);
            Optional<String> wrong = wrong(document);
            if (wrong.isPresent()) {
                warnings.add(document, document.root(), wrong.get() + "; " + LEFT_OUT);
                return;
            }
            int seen = 0;
            for (Map.Entry<String, JsonNode> entry :
                    document.root().path("mcpServers").properties()) {
                if (++seen > MAX_SERVERS) {
                    warnings.add(
                            source,
                            "has more than " + MAX_SERVERS + " servers; the rest is left out");
                    return;
                }
                server(document, entry.getKey(), entry.getValue());
            }
        } catch (InvalidDocumentException e) {
            warnings.addAll(e.problems(), LEFT_OUT);
        }
    }

    /// What is wrong with the file as a whole.
    private static Optional<String> wrong(SourceDocument document) {
        JsonNode root = document.root();
        if (!root.isObject()) {
            return Optional.of("must be a JSON object");
        }
        JsonNode schema = root.path("$schema");
        if (schema.isMissingNode()) {
            return Optional.of("'$schema' is missing: write \"" + PluginManifest.MCP_SCHEMA + "\"");
        }
        if (!PluginManifest.MCP_SCHEMA.equals(schema.asString(""))) {
            return Optional.of(PluginManifest.unsupported(PluginManifest.MCP_SCHEMA));
        }
        for (String field : root.propertyNames()) {
            if (!FIELDS.contains(field)) {
                return Optional.of(
                        "unknown field '"
                                + PluginManifest.brief(field)
                                + "'"
                                + Suggestion.among(field, FIELDS));
            }
        }
        return root.path("mcpServers").isObject()
                ? Optional.empty()
                : Optional.of("'mcpServers' must be an object");
    }

    private void server(SourceDocument document, String name, JsonNode entry) {
        Optional<String> wrong =
                name.isBlank() || name.length() > MAX_NAME
                        ? Optional.of("a server's name has 1 to " + MAX_NAME + " characters")
                        : Optional.empty();
        String type = entry.path("type").asString("");
        if (wrong.isEmpty() && !TYPES.contains(type)) {
            wrong =
                    Optional.of(
                            "'type' must be 'stdio', 'streamable-http' or 'sse'"
                                    + Suggestion.among(type, TYPES));
        }
        if (wrong.isPresent()) {
            skip(document, entry, name, wrong.get());
            return;
        }
        boolean isStdio = type.equals("stdio");
        List<JsonSchema.Violation> violations = (isStdio ? STDIO : REMOTE).violations(entry);
        if (!violations.isEmpty()) {
            for (JsonSchema.Violation violation : violations) {
                String what = violation.withoutValues().replaceFirst("^/", "");
                skip(document, violation.node(), name, what);
            }
            return;
        }
        PluginServer server = isStdio ? stdio(name, entry) : remote(name, type, entry);
        wrong =
                switch (server) {
                    case PluginServer.Stdio stdio -> ServerRules.wrong(stdio, home.root());
                    case PluginServer.Remote remote -> ServerRules.wrong(remote);
                };
        if (wrong.isPresent()) {
            skip(document, entry, name, wrong.get());
        } else {
            servers.add(server);
            if (server instanceof PluginServer.Stdio stdio && isMissing(stdio)) {
                warnings.add(
                        document,
                        entry,
                        "server '"
                                + PluginManifest.brief(name)
                                + "': 'command' names no file in the plugin yet; build it first");
            }
        }
    }

    private boolean isMissing(PluginServer.Stdio server) {
        return PluginPaths.isInPlugin(server.command())
                && !Files.exists(home.root().resolve(server.command()));
    }

    private void skip(SourceDocument document, JsonNode at, String name, String why) {
        String server = "server '" + PluginManifest.brief(name) + "': ";
        warnings.add(document, at, server + why + "; the server is left out");
    }

    private static PluginServer stdio(String name, JsonNode entry) {
        return new PluginServer.Stdio(
                name,
                entry.path("command").asString(),
                entry.path("args").valueStream().map(JsonNode::asString).toList(),
                texts(entry.path("env")),
                entry.path("cwd").asString("${" + PluginPaths.ROOT + "}"));
    }

    private static PluginServer remote(String name, String type, JsonNode entry) {
        return new PluginServer.Remote(
                name,
                type.equals("sse") ? Transport.SSE : Transport.STREAMABLE_HTTP,
                entry.path("url").asString(),
                texts(entry.path("headers")));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString()));
        return texts;
    }
}
