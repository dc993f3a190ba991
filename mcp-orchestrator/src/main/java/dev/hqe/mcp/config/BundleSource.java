package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.config.ImportPlan.Question;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the server out of a bundle's manifest. Source: MCPB's MANIFEST.md, 0.1 to 0.4. One use,
/// one thread.
final class BundleSource {

    private final BundleArchive archive;
    private final JsonNode manifest;
    private final Places places;
    private final Draft.Findings findings = new Draft.Findings();

    /// @throws dev.hqe.kernel.json.InvalidDocumentException when the manifest is not valid JSON
    BundleSource(BundleArchive archive, String name, Places places) {
        this.archive = archive;
        this.places = places;
        this.manifest =
                SourceDocument.parse(archive.manifest(), name + "/" + BundleArchive.MANIFEST)
                        .root();
    }

    Draft.Findings findings() {
        String name =
                manifest.path("name").asString(manifest.path("display_name").asString("bundle"));
        try {
            checkPlatform();
            findings.drafts.add(new Draft(name, server()));
        } catch (ConfigException e) {
            findings.skip(name, String.valueOf(e.getMessage()));
        }
        return findings;
    }

    private void checkPlatform() {
        JsonNode platforms = manifest.path("compatibility").path("platforms");
        boolean fits =
                !platforms.isArray()
                        || platforms
                                .valueStream()
                                .anyMatch(p -> p.asString("").equals(places.platform()));
        if (!fits) {
            throw new ConfigException(
                    "is not made for " + places.osName() + ", but for " + platforms);
        }
    }

    private ObjectNode server() {
        JsonNode server = manifest.path("server");
        JsonNode config = server.path("mcp_config");
        JsonNode override = config.path("platform_overrides").path(places.platform());
        String entryPoint = server.path("entry_point").asString("");
        ObjectNode json = Json.object();
        if (!config.isObject() && server.path("type").asString("").equals("uv")) {
            json.put("command", "uv");
            json.putArray("args")
                    .add("run")
                    .add("--directory")
                    .add(Draft.BUNDLE)
                    .add(Draft.foreign(entryPoint));
            json.put("cwd", Draft.BUNDLE);
            return json;
        }
        String command = override.path("command").asString(config.path("command").asString(""));
        if (command.isEmpty()) {
            throw new ConfigException("its manifest has no server.mcp_config.command");
        }
        json.put("command", inBundle(filled(command)));
        ArrayNode args = json.putArray("args");
        JsonNode given =
                override.path("args").isArray() ? override.path("args") : config.path("args");
        given.forEach(arg -> args.add(inBundle(filled(JsonSource.scalar("an argument", arg)))));
        ObjectNode env = Json.object();
        List.of(config, override)
                .forEach(from ->
                        from.path("env")
                                .properties()
                                .forEach(e ->
                                        env.put(
                                                e.getKey(),
                                                filled(JsonSource.scalar("'env'", e.getValue())))));
        if (!env.isEmpty()) {
            json.set("env", env);
        }
        json.put("cwd", Draft.BUNDLE);
        return json;
    }

    /// A path that is relative to the bundle, as manifests may have it, with the bundle's folder.
    private String inBundle(String text) {
        if (archive.has(text)) {
            return Draft.BUNDLE + "/" + text;
        }
        return places.isWindows() && archive.has(text + ".exe")
                ? Draft.BUNDLE + "/" + text + ".exe"
                : text;
    }

    private String filled(String text) {
        return Variables.bundle(text, places, this::answer);
    }

    private String answer(String key) {
        JsonNode option = manifest.path("user_config").path(key);
        if (!option.isObject()) {
            throw new ConfigException(
                    "uses ${user_config." + key + "}, which its manifest does not define");
        }
        JsonNode given = option.path("default");
        List<String> defaults =
                (given.isArray() ? given.valueStream() : Stream.of(given))
                        .filter(value -> value.isValueNode() && !value.isNull())
                        .map(value -> value.isString() ? value.stringValue() : value.toString())
                        .map(value -> Variables.bundle(value, places, inner -> ""))
                        .toList();
        String title = option.path("title").asString(key);
        String description = option.path("description").asString("");
        findings.questions.putIfAbsent(
                key,
                new Question(
                        key,
                        description.isEmpty() || description.equals(title)
                                ? title
                                : title + ": " + description,
                        option.path("sensitive").asBoolean(false),
                        option.path("required").asBoolean(false),
                        option.path("multiple").asBoolean(false),
                        defaults,
                        option.path("type").asString("").equals("boolean")
                                ? List.of("true", "false")
                                : List.of()));
        return Draft.ask(key);
    }
}
