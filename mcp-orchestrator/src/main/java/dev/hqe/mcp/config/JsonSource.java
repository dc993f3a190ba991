package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.config.ImportPlan.Question;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads servers from the JSON files of Claude Desktop, Claude Code, VS Code and Cursor, and from
/// any other in the same form. Sources: the MCP pages of the Claude Code, VS Code and Cursor
/// documentation. One use, one thread.
final class JsonSource {

    private static final Set<String> TAKEN_OVER =
            Set.of(
                    "type",
                    "transport",
                    "command",
                    "args",
                    "env",
                    "cwd",
                    "url",
                    "serverUrl",
                    "httpUrl",
                    "headers",
                    "disabled",
                    "enabled",
                    "envFile",
                    "name",
                    "description");

    /// How many projects of Claude Code are looked through.
    private static final int MAX_PROJECTS = 1000;

    private final ImportFormat format;
    private final SourceDocument document;
    private final Places places;
    private final @Nullable Path workspace;
    private final Draft.Findings findings = new Draft.Findings();
    private final Map<String, JsonNode> inputs = new LinkedHashMap<>();

    /// @param workspace the project that the file belongs to, if any
    JsonSource(
            ImportFormat format, SourceDocument document, Places places, @Nullable Path workspace) {
        this.format = format;
        this.document = document;
        this.places = places;
        this.workspace = workspace;
    }

    Draft.Findings findings() {
        JsonNode root = document.root();
        switch (format) {
            case VSCODE -> {
                JsonNode section = root.has("servers") ? root : root.path("mcp");
                section.path("inputs").forEach(i -> inputs.put(i.path("id").asString(""), i));
                servers(section.path("servers"), workspace);
            }
            case CLAUDE_CODE -> {
                servers(root.has("mcpServers") ? root.path("mcpServers") : bare(root), workspace);
                root.path("projects").properties().stream()
                        .limit(MAX_PROJECTS)
                        .forEach(p -> project(p.getKey(), p.getValue().path("mcpServers")));
            }
            default -> servers(root.path("mcpServers"), workspace);
        }
        return findings;
    }

    private void project(String folder, JsonNode servers) {
        try {
            servers(servers, Path.of(folder));
        } catch (InvalidPathException e) {
            servers.propertyNames()
                    .forEach(name -> findings.skip(name, "its project is no folder here"));
        }
    }

    /// A `.mcp.json` may be the servers by name and nothing else.
    private static JsonNode bare(JsonNode root) {
        return ImportFormat.isBare(root) ? root : Json.object();
    }

    private void servers(JsonNode servers, @Nullable Path project) {
        servers.properties()
                .forEach(entry -> {
                    String name = entry.getKey();
                    try {
                        findings.drafts.add(
                                new Draft(name, portable(name, entry.getValue(), project)));
                    } catch (ConfigException e) {
                        findings.skip(name, String.valueOf(e.getMessage()));
                    }
                });
    }

    private ObjectNode portable(String name, JsonNode server, @Nullable Path project) {
        if (!server.isObject()) {
            throw new ConfigException("is not an object");
        }
        ObjectNode json = Json.object();
        String type = type(server);
        if (!type.isEmpty()) {
            json.put("type", type);
        }
        UnaryOperator<String> filled = text -> filled(text, project);
        text(server, "command", json, "command", filled);
        for (String field : List.of("url", "serverUrl", "httpUrl")) {
            text(server, field, json, "url", filled);
        }
        if (server.path("args").isArray()) {
            ArrayNode args = json.putArray("args");
            server.path("args").forEach(arg -> args.add(filled.apply(scalar("an argument", arg))));
        } else if (server.has("args")) {
            throw new ConfigException("its 'args' must be a list");
        }
        env(server, json, project);
        texts(server.path("headers"), json, "headers", filled);
        text(server, "cwd", json, "cwd", filled);
        if (project != null && !json.has("cwd") && json.has("command")) {
            json.put("cwd", project.toString()); // where the other program starts it
        }
        if (server.path("disabled").asBoolean(false) || !server.path("enabled").asBoolean(true)) {
            json.put("disabled", true);
        }
        server.propertyNames().stream()
                .filter(field -> !TAKEN_OVER.contains(field))
                .forEach(field -> findings.note(leftOut(name, field)));
        return json;
    }

    private static String leftOut(String name, String field) {
        return switch (field) {
            case "autoApprove", "alwaysAllow" ->
                    name + ": '" + field + "' is not taken over; approve its tools here";
            case "sandbox", "sandboxEnabled" ->
                    name + ": '" + field + "' is not taken over: it will run without that sandbox";
            default -> name + ": '" + field + "' is not taken over";
        };
    }

    private static String type(JsonNode server) {
        String type =
                server.path("type")
                        .asString(server.path("transport").asString(""))
                        .toLowerCase(Locale.ROOT)
                        .replace("_", "-");
        return switch (type) {
            case "", "stdio", "sse", "http" -> type;
            case "streamable-http", "streamablehttp" -> "http";
            default ->
                    throw new ConfigException(
                            "is of the type '" + type + "', which is not known here");
        };
    }

    private void env(JsonNode server, ObjectNode json, @Nullable Path project) {
        Map<String, String> env = new LinkedHashMap<>();
        String envFile = server.path("envFile").asString("");
        if (!envFile.isEmpty()) {
            Path file = Path.of(filled(envFile, project));
            Path base = project == null ? Path.of("").toAbsolutePath() : project;
            env.putAll(EnvFile.read(base.resolve(file)));
        }
        server.path("env")
                .properties()
                .forEach(e -> {
                    if (e.getValue().isNull()) {
                        env.remove(e.getKey()); // VS Code: null takes a variable away
                    } else {
                        String value = scalar("'env': '" + e.getKey() + "'", e.getValue());
                        env.put(e.getKey(), filled(value, project));
                    }
                });
        if (!env.isEmpty()) {
            env.forEach(json.putObject("env")::put);
        }
    }

    private static void texts(
            JsonNode from, ObjectNode to, String field, UnaryOperator<String> filled) {
        if (from.isObject() && !from.isEmpty()) {
            ObjectNode object = to.putObject(field);
            from.properties()
                    .forEach(e ->
                            object.put(
                                    e.getKey(),
                                    filled.apply(scalar("'" + field + "'", e.getValue()))));
        }
    }

    private static void text(
            JsonNode from, String field, ObjectNode to, String as, UnaryOperator<String> filled) {
        if (from.has(field)) {
            to.put(as, filled.apply(scalar("'" + field + "'", from.get(field))));
        }
    }

    /// A text; numbers and truth values are what people write where only a text can be meant.
    static String scalar(String what, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new ConfigException("its " + what + " must be a text");
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private String filled(String text, @Nullable Path project) {
        return switch (format) {
            case CLAUDE_CODE -> Variables.claudeCode(text, places.environment());
            case VSCODE, CURSOR -> Variables.editor(text, places, project, this::input);
            default -> Draft.foreign(text);
        };
    }

    private String input(String id) {
        JsonNode input = inputs.get(id);
        if (input == null) {
            throw new ConfigException("uses ${input:" + id + "}, but there is no such input");
        }
        String type = input.path("type").asString("promptString");
        if (type.equals("command")) {
            throw new ConfigException(
                    "uses ${input:"
                            + id
                            + "}, which a command of the editor answers; write it out");
        }
        List<String> choices =
                input.path("options")
                        .valueStream()
                        .map(o -> o.isObject() ? o.path("value").asString("") : o.asString(""))
                        .limit(100)
                        .toList();
        findings.questions.putIfAbsent(
                id,
                new Question(
                        id,
                        input.path("description").asString(id),
                        input.path("password").asBoolean(false) || SecretSniffer.isSecretName(id),
                        true,
                        false,
                        input.path("default").isString()
                                ? List.of(input.path("default").asString(""))
                                : List.of(),
                        choices));
        return Draft.ask(id);
    }
}
