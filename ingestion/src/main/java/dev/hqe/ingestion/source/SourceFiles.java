package dev.hqe.ingestion.source;

import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.http.PagedReader;
import dev.hqe.ingestion.map.JqExpression;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.read.Format;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads the sources that a Topic proposes, and finds everything that is wrong with them in one go:
/// first each file against its schema, then whether its expressions are some and its kind is there.
public final class SourceFiles {

    /// The folder of the source files inside the Topic's.
    public static final String FOLDER = "sources";

    /// Most files that are read.
    public static final int MAX_FILES = 100;

    private static final String SCHEMA_FILE = "source.schema.json";
    private static final Map<String, Set<String>> OF_OTHER_TYPES =
            Map.of(
                    "file", SourceSpec.HTTP_KEYS,
                    "folder", SourceSpec.HTTP_KEYS,
                    "http", Set.of("path"));

    private static final Pattern FILE = Pattern.compile("[^.].*\\.ya?ml");

    /// A source as a Topic proposes it.
    ///
    /// @param name its file's, without the ending
    /// @param spec its path is a proposal: never read before a person has said so
    public record Proposed(SourceName name, SourceSpec spec, String description) {}

    private final Topic topic;
    private final JsonSchema schema = JsonSchema.compile(publishedSchema());
    private final List<Proposed> found = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private SourceFiles(Topic topic) {
        this.topic = topic;
    }

    /// The JSON Schema of `sources/*.yaml`.
    public static SourceDocument publishedSchema() {
        try (InputStream in = SourceFiles.class.getResourceAsStream(SCHEMA_FILE)) {
            if (in == null) {
                throw new IngestException.Failed(SCHEMA_FILE + " is missing from this build");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SourceDocument.parse(text, SCHEMA_FILE);
        } catch (IOException e) {
            throw new IngestException.Failed(SCHEMA_FILE + " cannot be read", e);
        }
    }

    /// The sources that a Topic proposes, by name; none if it has no such folder.
    ///
    /// @param name the Topic's folder as problems shall call it
    /// @throws InvalidDocumentException with everything that is wrong
    public static List<Proposed> read(Topic topic, String name) {
        Path folder = topic.folder().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        SourceFiles reading = new SourceFiles(topic);
        String folderName = name + "/" + FOLDER;
        for (Path file : reading.files(folder, folderName)) {
            reading.readFile(file, folderName + "/" + file.getFileName());
        }
        if (!reading.problems.isEmpty()) {
            throw new InvalidDocumentException(reading.problems, null);
        }
        return List.copyOf(reading.found);
    }

    private List<Path> files(Path folder, String name) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files =
                    entries.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                            .limit(MAX_FILES + 1L)
                            .sorted()
                            .toList();
            if (files.size() <= MAX_FILES) {
                return files;
            }
            problems.add(new Problem(name, 0, "has more than " + MAX_FILES + " files"));
        } catch (IOException | UncheckedIOException e) {
            problems.add(new Problem(name, 0, "cannot be listed: " + e.getMessage()));
        }
        return List.of();
    }

    private void readFile(Path file, String name) {
        try {
            if (!file.toRealPath().startsWith(topic.folder().toRealPath())) {
                problems.add(new Problem(name, 0, "is a link to a file outside the folder"));
                return;
            }
            readDocument(SourceDocument.read(file, name), stem(file));
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(new Problem(name, 0, "cannot be read: " + e.getMessage()));
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    private void readDocument(SourceDocument document, String stem) {
        int before = problems.size();
        schema.violations(document.root())
                .forEach(v -> problems.add(document.problem(v.node(), v.toString())));
        JsonNode map = document.root().path("map");
        for (String key : MappingSpec.KEYS) {
            if (map.path(key).isString()) {
                checkExpression(document, key, map.path(key));
            }
        }
        checkTransform(document, document.root().path("transform"));
        requireOwnKeys(document);
        if (problems.size() > before) {
            return;
        }
        try {
            SourceSpec spec = SourceSpec.of(document.root());
            if (spec instanceof FolderSource folder
                    && folder.isOfTexts()
                    && topic.schema(FolderIngest.KIND).isEmpty()) {
                problems.add(
                        document.problem(
                                document.root(),
                                "without map each file becomes one "
                                        + FolderIngest.KIND
                                        + ", which is no kind of this Topic"));
                return;
            }
            found.add(
                    new Proposed(
                            new SourceName(stem),
                            spec,
                            document.root().path("description").asString("")));
        } catch (IllegalArgumentException e) {
            problems.add(document.problem(document.root(), String.valueOf(e.getMessage())));
        }
    }

    /// The schema says which keys there are, and not which type has which.
    private void requireOwnKeys(SourceDocument document) {
        String type = document.root().path("type").asString("");
        Set<String> others = OF_OTHER_TYPES.getOrDefault(type, Set.of());
        document.root()
                .propertyStream()
                .filter(entry -> others.contains(entry.getKey()))
                .forEach(entry ->
                        problems.add(
                                document.problem(
                                        entry.getValue(),
                                        "`"
                                                + entry.getKey()
                                                + "` is not for sources of the type "
                                                + type)));
        String records = document.root().path("records").asString("");
        if (type.equals("http")) {
            try {
                PagedReader.check(
                        records, Format.labelled(document.root().path("format").asString("json")));
            } catch (MappingException e) {
                problems.add(
                        document.problem(
                                document.root().path("records"), "records " + e.getMessage()));
            }
        }
    }

    private void checkTransform(SourceDocument document, JsonNode named) {
        String wanted = named.asString("");
        if (!wanted.isEmpty() && topic.transform(wanted).isEmpty()) {
            problems.add(document.problem(named, RecordJudges.missing(topic, wanted)));
        }
    }

    private void checkExpression(SourceDocument document, String key, JsonNode expression) {
        String text = expression.asString();
        if (key.equals("kind") && Kind.isValid(text)) {
            List<String> kinds = topic.schemas().keySet().stream().map(Kind::value).toList();
            if (!kinds.contains(text)) {
                problems.add(
                        document.problem(
                                expression,
                                "'"
                                        + text
                                        + "' is no kind of this Topic"
                                        + Suggestion.among(text, kinds)));
            }
            return;
        }
        try {
            JqExpression.compile(text);
        } catch (MappingException e) {
            problems.add(document.problem(expression, "map." + key + " " + e.getMessage()));
        }
    }
}
