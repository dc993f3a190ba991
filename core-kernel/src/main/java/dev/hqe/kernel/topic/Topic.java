package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.topic.plugin.AgentPlugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Topic folder that holds together. Immutable.
///
/// @param folder where it lies
/// @param schemas the compiled schema of each kind
/// @param pluginOrNull what it is as an Agent Plugin, if the folder is one, too
public record Topic(
        TopicManifest manifest,
        Path folder,
        Map<Kind, JsonSchema> schemas,
        @Nullable AgentPlugin pluginOrNull) {

    public Topic {
        schemas = Map.copyOf(schemas);
    }

    /// A Topic that is no Agent Plugin.
    public Topic(TopicManifest manifest, Path folder, Map<Kind, JsonSchema> schemas) {
        this(manifest, folder, schemas, null);
    }

    /// What it is as an Agent Plugin: skills, and servers that run outside the sandbox.
    public Optional<AgentPlugin> plugin() {
        return Optional.ofNullable(pluginOrNull);
    }

    public TopicId id() {
        return manifest.id();
    }

    /// The schema that the data of this kind must follow, if the Topic has that kind.
    public Optional<JsonSchema> schema(Kind kind) {
        return Optional.ofNullable(schemas.get(kind));
    }

    /// The files of its programs.
    public List<String> programs() {
        TopicManifest.Capabilities capabilities = manifest.capabilities();
        return Stream.concat(
                        capabilities.tools().stream().map(TopicManifest.ToolSpec::wasm),
                        capabilities.transforms().stream().map(TopicManifest.TransformSpec::wasm))
                .distinct()
                .sorted()
                .toList();
    }

    /// The transform of this name, if it has one.
    public Optional<TopicManifest.TransformSpec> transform(String name) {
        return manifest.capabilities().transforms().stream()
                .filter(transform -> transform.name().equals(name))
                .findFirst();
    }

    /// The names of its transforms.
    public List<String> transforms() {
        return manifest.capabilities().transforms().stream()
                .map(TopicManifest.TransformSpec::name)
                .toList();
    }

    /// A file that the manifest names.
    public Path file(String name) {
        return folder.resolve(name);
    }
}
