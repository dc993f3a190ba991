package dev.hqe.ingestion.source;

import dev.hqe.ingestion.http.HttpApi;
import dev.hqe.ingestion.internal.PathFilter;
import dev.hqe.ingestion.internal.TimeSpan;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.kernel.json.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a source reads and what becomes of it, as a source file says. Other types of source (what
/// is pushed) are further variants.
public sealed interface SourceSpec {

    /// The keys of a source file that only an HTTP API has.
    Set<String> HTTP_KEYS =
            Set.of(
                    "url",
                    "method",
                    "headers",
                    "query",
                    "body",
                    "auth",
                    "pages",
                    "sync",
                    "rate",
                    "timeout",
                    "most_pages",
                    "most_mb");

    /// Shortest time from run to run of a source that runs by itself.
    Duration LEAST_EVERY = Duration.ofSeconds(10);

    /// Longest time from run to run.
    Duration MOST_EVERY = Duration.ofDays(366);

    /// How it is read.
    Reading reading();

    /// How records become entities.
    MappingSpec mapping();

    /// The transform of its Topic that each record goes through before the mapping sees it.
    Optional<String> transform();

    /// Where it reads, for a person.
    String place();

    /// How often it is run by itself; empty for never.
    default Optional<Duration> every() {
        return Optional.empty();
    }

    /// What of it says what is read, as [#toJson] writes it: all but what becomes of it and the
    /// time.
    default ObjectNode reads() {
        ObjectNode json = toJson();
        json.remove("map");
        json.remove("transform");
        json.remove("every");
        return json;
    }

    /// The same with another mapping.
    SourceSpec withMapping(MappingSpec other);

    /// As a source file writes it; [#of] reads it again.
    ObjectNode toJson();

    /// One file.
    ///
    /// @param path absolute in a source that was added; in a Topic's source file as it is written
    ///   there, and no more than a proposal
    record FileSource(
            Path path,
            Reading reading,
            Optional<String> transform,
            MappingSpec mapping,
            Optional<Duration> every)
            implements SourceSpec {

        /// One that runs when it is told to.
        public FileSource(Path path, Reading reading, MappingSpec mapping) {
            this(path, reading, Optional.empty(), mapping, Optional.empty());
        }

        public FileSource withPath(Path other) {
            return new FileSource(other, reading, transform, mapping, every);
        }

        @Override
        public FileSource withMapping(MappingSpec other) {
            return new FileSource(path, reading, transform, other, every);
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
            return rest(json, this);
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
            Optional<String> transform,
            MappingSpec mapping,
            Optional<Duration> every)
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
            if (mapping.kind().isBlank() && transform.isPresent()) {
                throw new IllegalArgumentException(
                        "a transform makes records, so say of which kind they are: give map.kind");
            }
        }

        /// One that runs when it is told to, or is followed.
        public FolderSource(
                Path path,
                List<String> include,
                List<String> exclude,
                boolean watch,
                Reading reading,
                MappingSpec mapping) {
            this(
                    path,
                    include,
                    exclude,
                    watch,
                    reading,
                    Optional.empty(),
                    mapping,
                    Optional.empty());
        }

        public FolderSource withPath(Path other) {
            return new FolderSource(
                    other, include, exclude, watch, reading, transform, mapping, every);
        }

        @Override
        public FolderSource withMapping(MappingSpec other) {
            return new FolderSource(
                    path, include, exclude, watch, reading, transform, other, every);
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
            return rest(json, this);
        }
    }

    /// An HTTP API. Its `records` may also be a jq expression over the answer.
    record HttpSource(
            HttpApi api,
            Reading reading,
            Optional<String> transform,
            MappingSpec mapping,
            Optional<Duration> every)
            implements SourceSpec {

        @Override
        public HttpSource withMapping(MappingSpec other) {
            return new HttpSource(api, reading, transform, other, every);
        }

        @Override
        public String place() {
            return api.place();
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object();
            json.put("type", "http");
            api.writeTo(json);
            return rest(json, this);
        }
    }

    /// What all types have in common. A folder of text files has no mapping.
    private static ObjectNode rest(ObjectNode json, SourceSpec spec) {
        spec.every().ifPresent(every -> json.put("every", TimeSpan.text(every)));
        spec.reading().writeTo(json);
        spec.transform().ifPresent(name -> json.put("transform", name));
        if (!spec.mapping().kind().isBlank()) {
            json.set("map", spec.mapping().toJson());
        }
        return json;
    }

    /// Reads what [#toJson] writes, or a source file that follows its schema.
    ///
    /// @throws IllegalArgumentException if something in it cannot be so
    static SourceSpec of(JsonNode spec) {
        String type = spec.path("type").asString("");
        Reading reading = Reading.of(spec);
        MappingSpec mapping = MappingSpec.of(spec.path("map"));
        Optional<String> transform =
                Optional.of(spec.path("transform").asString("")).filter(name -> !name.isBlank());
        return switch (type) {
            case "file" ->
                    new FileSource(
                            path(spec.path("path").asString("")),
                            reading,
                            transform,
                            mapping,
                            every(spec));
            case "folder" ->
                    new FolderSource(
                            path(spec.path("path").asString("")),
                            strings(spec.path("include")),
                            strings(spec.path("exclude")),
                            spec.path("watch").asBoolean(false),
                            reading,
                            transform,
                            mapping,
                            every(spec));
            case "http" ->
                    new HttpSource(HttpApi.of(spec), reading, transform, mapping, every(spec));
            default ->
                    throw new IllegalArgumentException(
                            "there is no type of source '"
                                    + type
                                    + "'. There are: file, folder, http");
        };
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Optional<Duration> every(JsonNode spec) {
        return spec.has("every")
                ? Optional.of(
                        TimeSpan.read(
                                "every", spec.path("every").asString(""), LEAST_EVERY, MOST_EVERY))
                : Optional.empty();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }
}
