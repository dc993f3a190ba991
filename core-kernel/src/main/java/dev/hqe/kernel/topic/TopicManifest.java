package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What `topic.yaml` says. File names are relative to the Topic's folder and stay inside it.
///
/// @param version semantic version 2.0.0
/// @param permissions what its programs may do beside computing
/// @param config settings that its programs can ask for, fixed by the author
/// @param dataSchema for each kind of entity the file of its JSON Schema
/// @param labels kinds that are not [Sensitivity#INTERNAL]
public record TopicManifest(
        TopicId id,
        String name,
        String version,
        String description,
        Capabilities capabilities,
        Permissions permissions,
        Map<String, String> config,
        Map<Kind, String> dataSchema,
        Map<Kind, Sensitivity> labels) {

    public TopicManifest {
        labels = Map.copyOf(labels);
        config = Map.copyOf(config);
        dataSchema = Map.copyOf(dataSchema);
    }

    /// The sensitivity of each of its kinds.
    public Map<Kind, Sensitivity> sensitivities() {
        Map<Kind, Sensitivity> all = new TreeMap<>();
        dataSchema
                .keySet()
                .forEach(kind -> all.put(kind, labels.getOrDefault(kind, Sensitivity.INTERNAL)));
        return all;
    }

    /// Every file that it names, without `./` and the like.
    Set<String> files() {
        Set<String> files = new TreeSet<>(dataSchema.values());
        for (ToolSpec tool : capabilities.tools()) {
            files.add(tool.wasm());
            files.addAll(tool.icons());
        }
        capabilities.transforms().forEach(transform -> files.add(transform.wasm()));
        capabilities.prompts().forEach(prompt -> files.add(prompt.file()));
        capabilities.flows().forEach(flow -> files.add(flow.file()));
        return files.stream().map(TopicManifest::plain).collect(Collectors.toSet());
    }

    /// A file's name as a listing of the folder gives it.
    static String plain(String file) {
        return Path.of(file).normalize().toString().replace('\\', '/');
    }

    /// What the Topic adds to the workbench.
    public record Capabilities(
            List<ToolSpec> tools,
            List<PromptSpec> prompts,
            List<FlowSpec> flows,
            List<TransformSpec> transforms) {

        public Capabilities {
            tools = List.copyOf(tools);
            prompts = List.copyOf(prompts);
            flows = List.copyOf(flows);
            transforms = List.copyOf(transforms);
        }
    }

    /// A tool and the Wasm program behind it.
    ///
    /// @param name without the Topic's id
    /// @param wasm file of the program
    /// @param entry where it begins
    /// @param readsOrNull which entities the program is handed
    /// @param inputSchema JSON Schema of the arguments
    /// @param outputSchemaOrNull JSON Schema of the result
    /// @param annotations hints as MCP defines them, may be empty
    /// @param icons files of pictures, the first is preferred
    public record ToolSpec(
            String name,
            String title,
            String description,
            String wasm,
            Entry entry,
            @Nullable Reads readsOrNull,
            ObjectNode inputSchema,
            @Nullable ObjectNode outputSchemaOrNull,
            ObjectNode annotations,
            List<String> icons) {

        public ToolSpec {
            icons = List.copyOf(icons);
        }

        public Optional<Reads> reads() {
            return Optional.ofNullable(readsOrNull);
        }

        public Optional<ObjectNode> outputSchema() {
            return Optional.ofNullable(outputSchemaOrNull);
        }
    }

    /// What a source file can put its records through, and the Wasm program behind it. It is given
    /// one record and answers with some.
    ///
    /// @param wasm file of the program
    /// @param entry where it begins
    public record TransformSpec(String name, String description, String wasm, Entry entry) {}

    /// Where a call enters a program.
    public sealed interface Entry {

        /// A WASI command is started: JSON Lines on standard input, JSON on standard output.
        ///
        /// @param args program arguments after the file name
        record Command(List<String> args) implements Entry {

            public Command {
                args = List.copyOf(args);
            }
        }

        /// A function of an Extism plugin is called: JSON in, JSON out.
        record Export(String function) implements Entry {}
    }

    /// Entities of the tool's own Topic that the host hands to its program.
    ///
    /// @param unlessOrNull nothing is handed over when this argument is given
    public record Reads(Kind kind, @Nullable String unlessOrNull, List<Filter> where) {

        public Reads {
            where = List.copyOf(where);
        }

        public Optional<String> unless() {
            return Optional.ofNullable(unlessOrNull);
        }
    }

    /// Narrows entities down by an argument of the call; an absent argument does not.
    ///
    /// @param path JSON path in the entity's data
    public record Filter(String path, Condition.Operator operator, String argument) {}

    /// A prompt template.
    public record PromptSpec(
            String name,
            String title,
            String description,
            String file,
            List<PromptArgument> arguments) {

        public PromptSpec {
            arguments = List.copyOf(arguments);
        }
    }

    /// A variable of a prompt template, written `{{name}}` in it.
    ///
    /// @param values all that it can be, in the order to offer them; empty if that is not bounded
    public record PromptArgument(
            String name, String description, boolean required, Type type, List<String> values) {

        /// What its text has to be.
        public enum Type {
            TEXT,
            INTEGER,
            NUMBER,
            BOOLEAN,
            /// As ISO 8601 writes it: `2026-03-31`.
            DATE
        }

        public PromptArgument {
            values = List.copyOf(values);
        }
    }

    /// A workflow definition.
    public record FlowSpec(String name, String description, String file) {}
}
