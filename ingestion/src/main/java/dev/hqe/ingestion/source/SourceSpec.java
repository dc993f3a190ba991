package dev.hqe.ingestion.source;

import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.kernel.json.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a source reads and what becomes of it, as a source file says. Other types of source (a
/// folder that is watched, an HTTP API, what is pushed) are further variants.
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

    /// Reads what [#toJson] writes, or a source file that follows its schema.
    ///
    /// @throws IllegalArgumentException if something in it cannot be so
    static SourceSpec of(JsonNode spec) {
        String type = spec.path("type").asString("");
        if (!type.equals("file")) {
            throw new IllegalArgumentException(
                    "there is no type of source '" + type + "'. There is: file");
        }
        return new FileSource(
                path(spec.path("path").asString("")),
                Reading.of(spec),
                MappingSpec.of(spec.path("map")));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }
}
