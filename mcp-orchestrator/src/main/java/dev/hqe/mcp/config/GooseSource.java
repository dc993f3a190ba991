package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.config.ImportPlan.Question;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the `extensions` of goose's `config.yaml`. What `env_keys` names lies in goose's keyring,
/// where we cannot look, so it is asked for. Source: goose's documentation, "Configuration Files".
/// One use, one thread.
final class GooseSource {

    private final SourceDocument document;
    private final Draft.Findings findings = new Draft.Findings();

    GooseSource(SourceDocument document) {
        this.document = document;
    }

    Draft.Findings findings() {
        JsonNode extensions = document.root().path("extensions");
        extensions.properties().forEach(e -> extension(e.getKey(), e.getValue()));
        if (extensions.isArray()) { // an older form
            extensions.forEach(e -> extension(e.path("name").asString("extension"), e));
        }
        return findings;
    }

    private void extension(String name, JsonNode extension) {
        JsonNode inner = extension.path("config").isObject() ? extension.path("config") : extension;
        String type = inner.path("type").asString("");
        try {
            ObjectNode json = Json.object();
            switch (type) {
                case "stdio" -> stdio(name, inner, json);
                case "sse", "streamable_http" -> http(name, type, inner, json);
                case "builtin", "platform", "frontend", "inline_python" ->
                        throw new ConfigException("is a part of goose itself (" + type + ")");
                default ->
                        throw new ConfigException(
                                "is of the type '" + type + "', which is not known here");
            }
            if (!extension.path("enabled").asBoolean(true)) {
                json.put("disabled", true);
            }
            findings.drafts.add(new Draft(name, json));
        } catch (ConfigException e) {
            findings.skip(name, String.valueOf(e.getMessage()));
        }
    }

    private void stdio(String name, JsonNode extension, ObjectNode json) {
        json.put("command", Draft.foreign(extension.path("cmd").asString("")));
        ArrayNode args = json.putArray("args");
        extension
                .path("args")
                .forEach(arg -> args.add(Draft.foreign(JsonSource.scalar("an argument", arg))));
        Map<String, String> env = new LinkedHashMap<>(envs(extension));
        for (String key : keys(extension)) {
            env.putIfAbsent(key, ask(name, key));
        }
        if (!env.isEmpty()) {
            env.forEach(json.putObject("env")::put);
        }
        if (extension.path("cwd").isString()) {
            json.put("cwd", Draft.foreign(extension.path("cwd").asString("")));
        }
    }

    private void http(String name, String type, JsonNode extension, ObjectNode json) {
        Map<String, String> envs = envs(extension);
        Set<String> keys = keys(extension);
        json.put("type", type.equals("sse") ? "sse" : "http");
        String uri = extension.path("uri").asString(extension.path("url").asString(""));
        json.put("url", filled(name, uri, envs, keys));
        if (!extension.path("headers").isEmpty()) {
            ObjectNode headers = json.putObject("headers");
            extension
                    .path("headers")
                    .properties()
                    .forEach(e ->
                            headers.put(
                                    e.getKey(),
                                    filled(
                                            name,
                                            JsonSource.scalar("'headers'", e.getValue()),
                                            envs,
                                            keys)));
        }
    }

    private String filled(String name, String text, Map<String, String> envs, Set<String> keys) {
        return Variables.goose(
                text,
                variable -> {
                    String value = envs.get(variable);
                    if (value != null) {
                        return value;
                    }
                    return keys.contains(variable)
                            ? ask(name, variable)
                            : ConfigReference.env(variable).toString();
                });
    }

    private static Map<String, String> envs(JsonNode extension) {
        Map<String, String> envs = new LinkedHashMap<>();
        extension
                .path("envs")
                .properties()
                .forEach(e ->
                        envs.put(
                                e.getKey(),
                                Draft.foreign(JsonSource.scalar("'envs'", e.getValue()))));
        return envs;
    }

    private static Set<String> keys(JsonNode extension) {
        Set<String> keys = new LinkedHashSet<>();
        extension.path("env_keys").forEach(key -> keys.add(Draft.foreign(key.asString(""))));
        return keys;
    }

    private String ask(String server, String variable) {
        String key = server + "/" + variable;
        findings.questions.putIfAbsent(
                key,
                new Question(
                        key,
                        variable + " for " + server + " (goose keeps it in its keyring)",
                        true,
                        true,
                        false,
                        List.of(),
                        List.of()));
        return Draft.ask(key);
    }
}
