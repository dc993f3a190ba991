package dev.hqe.ingestion.source;

import dev.hqe.ingestion.internal.PathFilter;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.kernel.json.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a source reads and what becomes of it, as a source file says. Other types of source (an
/// HTTP API, what is pushed) are further variants.
public sealed interface SourceSpec {

    /// How it is read.
    Reading reading();

    /// How records become entities.
    MappingSpec mapping();

    /// Where it reads, for a person.
    String place();

    /// The same with another mapping.
    SourceSpec withMapping(MappingSpec other);

    /// As a source file writes it; [#of] reads it again.
    ObjectNode toJson();

    /// One file.
    ///
    /// @param path absolute in a source that was added; in a Topic's source file as it is written
    ///   there, and no more than a proposal
    record FileSource(Path path, Reading reading, MappingSpec mapping) implements SourceSpec {

        public FileSource withPath(Path other) {
            return new FileSource(other, reading, mapping);
        }

        @Override
        public FileSource withMapping(MappingSpec other) {
            return new FileSource(path, reading, other);
        }

        @Override
        public String place() {
            return path.toString();
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object();
            json.put("type", "file");
            json.put("path", path.toString());
            reading.writeTo(json);
            json.set("map", mapping.toJson());
            return json;
        }
    }

    /// The files of a folder.
    ///
    /// @param path as that of a [FileSource]
    /// @param include patterns as in a `.gitignore`; empty for all files
    /// @param exclude patterns of what is left out, besides what `.gitignore` names
    /// @param watch whether it is followed as long as a workbench runs
    /// @param mapping without a kind, each text file becomes one `SourceFile`
    record FolderSource(
            Path path,
            List<String> include,
            List<String> exclude,
            boolean watch,
            Reading reading,
            MappingSpec mapping)
            implements SourceSpec {

        /// @throws IllegalArgumentException if a pattern names nothing
        public FolderSource {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
            PathFilter.of(include, exclude);
            if (mapping.kind().isBlank() && !mapping.equals(MappingSpec.DEFAULT)) {
                throw new IllegalArgumentException(
                        "map says how, but not of which kind the records are: give map.kind");
            }
        }

        public FolderSource withPath(Path other) {
            return new FolderSource(other, include, exclude, watch, reading, mapping);
        }

        @Override
        public FolderSource withMapping(MappingSpec other) {
            return new FolderSource(path, include, exclude, watch, reading, other);
        }

        /// Which of its files.
        PathFilter filter() {
            return PathFilter.of(include, exclude);
        }

        /// Whether each text file becomes one `SourceFile`.
        public boolean isOfTexts() {
            return mapping.kind().isBlank();
        }

        @Override
        public String place() {
            return path.toString();
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object();
            json.put("type", "folder");
            json.put("path", path.toString());
            if (!include.isEmpty()) {
                include.forEach(json.putArray("include")::add);
            }
            if (!exclude.isEmpty()) {
                exclude.forEach(json.putArray("exclude")::add);
            }
            if (watch) {
                json.put("watch", true);
            }
            reading.writeTo(json);
            if (!isOfTexts()) {
                json.set("map", mapping.toJson());
            }
            return json;
        }
    }

    /// Reads what [#toJson] writes, or a source file that follows its schema.
    ///
    /// @throws IllegalArgumentException if something in it cannot be so
    static SourceSpec of(JsonNode spec) {
        String type = spec.path("type").asString("");
        return switch (type) {
            case "file" ->
                    new FileSource(
                            path(spec.path("path").asString("")),
                            Reading.of(spec),
                            MappingSpec.of(spec.path("map")));
            case "folder" ->
                    new FolderSource(
                            path(spec.path("path").asString("")),
                            strings(spec.path("include")),
                            strings(spec.path("exclude")),
                            spec.path("watch").asBoolean(false),
                            Reading.of(spec),
                            MappingSpec.of(spec.path("map")));
            default ->
                    throw new IllegalArgumentException(
                            "there is no type of source '" + type + "'. There are: file, folder");
        };
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }
}
