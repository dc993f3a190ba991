package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.Permissions.KindRef;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the golden cases of a Topic and finds everything that is wrong with them in one go: first
/// each file against its schema, then whether what it names is there and whether the entities
/// follow the schemas of their kinds. Arguments are not looked at: a case may be about unfit ones.
public final class GoldenCases {

    /// The folder of the cases inside the Topic's.
    public static final String FOLDER = "tests";

    /// Most files that are read.
    public static final int MAX_FILES = 200;

    private static final Pattern FILE = Pattern.compile("[^.].*\\.ya?ml");
    private static final int MAX_PROBLEMS = 200;

    private static final JsonSchema SCHEMA = JsonSchema.checkedBefore(GoldenCases::publishedSchema);

    private final Topic topic;
    private final List<GoldenCase> cases = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private GoldenCases(Topic topic) {
        this.topic = topic;
    }

    /// The JSON Schema of `tests/*.yaml`.
    public static SourceDocument publishedSchema() {
        try (InputStream in = GoldenCases.class.getResourceAsStream("tests.schema.json")) {
            if (in == null) {
                throw new TopicException("tests.schema.json is missing from this build", null);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SourceDocument.parse(text, "tests.schema.json");
        } catch (IOException e) {
            throw new TopicException("tests.schema.json cannot be read", e);
        }
    }

    /// The cases of a Topic, by file and then as they stand there; none if it has no such folder.
    ///
    /// @param name the Topic's folder as problems shall call it
    /// @throws InvalidDocumentException with everything that is wrong
    public static List<GoldenCase> read(Topic topic, String name) {
        GoldenCases reading = new GoldenCases(topic);
        String folder = name + "/" + FOLDER;
        for (Path file : reading.files(folder)) {
            reading.readFile(file, folder + "/" + file.getFileName());
        }
        if (!reading.problems.isEmpty()) {
            throw new InvalidDocumentException(
                    reading.problems.stream().limit(MAX_PROBLEMS).toList(), null);
        }
        return List.copyOf(reading.cases);
    }

    private List<Path> files(String name) {
        Path folder = topic.folder().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found =
                    entries.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                            .limit(MAX_FILES + 1L)
                            .sorted()
                            .toList();
            if (found.size() > MAX_FILES) {
                problems.add(new Problem(name, 0, "has more than " + MAX_FILES + " files"));
                return List.of();
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            problems.add(new Problem(name, 0, "cannot be listed: " + e.getMessage()));
            return List.of();
        }
    }

    private void readFile(Path file, String name) {
        try {
            if (!file.toRealPath().startsWith(topic.folder().toRealPath())) {
                problems.add(new Problem(name, 0, "is a link to a file outside the folder"));
                return;
            }
            SourceDocument document = SourceDocument.read(file, name);
            List<Problem> unfit =
                    SCHEMA.violations(document.root()).stream()
                            .map(v -> document.problem(v.node(), v.toString()))
                            .toList();
            problems.addAll(unfit);
            if (unfit.isEmpty()) {
                document.root().forEach(one -> readCase(document, one));
            }
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(new Problem(name, 0, "cannot be read: " + e.getMessage()));
        }
    }

    private void readCase(SourceDocument document, JsonNode one) {
        int before = problems.size();
        Collection<String> tools =
                topic.manifest().capabilities().tools().stream().map(ToolSpec::name).toList();
        refers(document, one.path("tool"), tools, "tool of this Topic");
        if (one.has("expect") == one.has("error")) {
            problems.add(
                    document.problem(
                            one,
                            one.has("error")
                                    ? "says expect and error; a call has one end"
                                    : "says neither expect nor error"));
        }
        if (one.has("error") && one.has("tolerance")) {
            problems.add(document.problem(one.path("tolerance"), "goes with expect"));
        }
        List<Entity> entities = entities(document, one.path("entities"));
        if (problems.size() > before) {
            return;
        }
        cases.add(
                new GoldenCase(
                        document.name(),
                        document.lineOf(one),
                        one.path("name").asString(),
                        one.path("tool").asString(),
                        one.has("arguments") ? plainObject(one.path("arguments")) : Json.object(),
                        entities,
                        one.has("stored") ? plain(one.path("stored")) : one.path("stored"),
                        expected(one)));
    }

    private static GoldenCase.Expected expected(JsonNode one) {
        return one.has("error")
                ? new GoldenCase.Expected.Message(one.path("error").asString())
                : new GoldenCase.Expected.Result(
                        plain(one.path("expect")), one.path("tolerance").asDouble(0));
    }

    private List<Entity> entities(SourceDocument document, JsonNode given) {
        List<Entity> entities = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode one : given) {
            String id = one.path("id").asString();
            if (!ids.add(id)) {
                problems.add(document.problem(one.path("id"), "there is an '" + id + "' already"));
                continue;
            }
            String kind = one.path("kind").asString();
            int dot = kind.indexOf('.');
            TopicId owner = dot < 0 ? topic.id() : new TopicId(kind.substring(0, dot));
            Kind own = new Kind(kind.substring(dot + 1));
            if (isUsable(document, one, owner, own)) {
                try {
                    ObjectNode data = plainObject(one.path("data"));
                    entities.add(new Entity(new EntityId(id), owner, own, data, Instant.EPOCH));
                } catch (IllegalArgumentException e) {
                    problems.add(document.problem(one, String.valueOf(e.getMessage())));
                }
            }
        }
        return entities;
    }

    /// What a workbench would not store, or a call of this Topic never see, is no case.
    private boolean isUsable(SourceDocument document, JsonNode one, TopicId owner, Kind kind) {
        if (!owner.equals(topic.id())) {
            List<String> granted =
                    topic.manifest().permissions().read().stream().map(KindRef::toString).toList();
            return refers(
                    document, one.path("kind"), granted, "kind that permissions.entities.read has");
        }
        List<String> kinds = topic.schemas().keySet().stream().map(Kind::value).toList();
        if (!kinds.contains(kind.value())) {
            return refers(document, one.path("kind"), kinds, "kind of this Topic");
        }
        List<Problem> unfit =
                topic.schema(kind).stream()
                        .flatMap(schema -> schema.violations(one.path("data")).stream())
                        .map(v -> document.problem(v.node(), "as a " + kind + ", " + v))
                        .toList();
        problems.addAll(unfit);
        return unfit.isEmpty();
    }

    private boolean refers(
            SourceDocument document, JsonNode name, Collection<String> names, String what) {
        String text = name.asString("");
        if (names.contains(text)) {
            return true;
        }
        problems.add(
                document.problem(
                        name, "'" + text + "' is no " + what + Suggestion.among(text, names)));
        return false;
    }

    /// A copy without the line numbers.
    private static JsonNode plain(JsonNode node) {
        return Json.MAPPER.readTree(node.toString());
    }

    private static ObjectNode plainObject(JsonNode node) {
        return Json.MAPPER.readValue(node.toString(), ObjectNode.class);
    }
}
