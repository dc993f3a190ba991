package dev.hqe.ingestion.source;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.map.RecordMapping;
import dev.hqe.ingestion.map.RecordMapping.Mapped;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.JsonSchema.Violation;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.Topic;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says of a record which entity it becomes, or why it becomes none. Thread-safe.
final class RecordJudge {

    /// What becomes of a record.
    sealed interface Verdict {

        /// It becomes this entity.
        record Fit(Entity entity) implements Verdict {}

        /// It becomes none.
        ///
        /// @param id which it would have, if that much is known
        record Unfit(Reason reason, String detail, Optional<EntityId> id) implements Verdict {

            Unfit(Reason reason, String detail) {
                this(reason, detail, Optional.empty());
            }
        }
    }

    private static final String DOCUMENT = "{path, title, text}";

    private final Topic topic;
    private final String idPrefix;
    private final RecordMapping mapping;
    private final RecordMapping ofDocuments;
    private final boolean namedByFile;
    private final InstantSource clock;

    private RecordJudge(Topic topic, String idPrefix, MappingSpec spec, InstantSource clock) {
        this.topic = topic;
        this.idPrefix = idPrefix;
        this.mapping = RecordMapping.compile(spec);
        this.ofDocuments =
                spec.data().isBlank()
                        ? RecordMapping.compile(spec.with("data", DOCUMENT))
                        : mapping;
        this.namedByFile = spec.id().isBlank();
        this.clock = clock;
    }

    /// @throws IngestException.Refused if an expression is none, or the Topic has no such kind
    static RecordJudge of(Topic topic, SourceName name, SourceSpec spec, InstantSource clock) {
        if (spec.mapping().kind().isBlank()) {
            throw new IngestException.Refused(
                    name
                            + ": does not say of which kind its records are. Give one of "
                            + kinds(topic));
        }
        spec.mapping()
                .fixedKind()
                .filter(kind -> topic.schema(kind).isEmpty())
                .ifPresent(kind -> {
                    throw new IngestException.Refused(
                            name
                                    + ": Topic '"
                                    + topic.id()
                                    + "' has no kind '"
                                    + kind
                                    + "'"
                                    + Suggestion.among(
                                            kind.value(),
                                            topic.schemas().keySet().stream()
                                                    .map(Object::toString)
                                                    .toList())
                                    + ". It has: "
                                    + kinds(topic));
                });
        try {
            return new RecordJudge(topic, topic.id() + "/" + name + "/", spec.mapping(), clock);
        } catch (MappingException e) {
            throw new IngestException.Refused(name + ": " + e.getMessage(), e);
        }
    }

    private static String kinds(Topic topic) {
        return topic.schemas().keySet().stream()
                .sorted()
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }

    Verdict judge(JsonNode record) {
        return judge(record, mapping, Mapped::id);
    }

    /// Judges a record of a file in a folder.
    ///
    /// @param path of the file
    Verdict judge(String path, JsonNode record) {
        return judge(record, mapping, mapped -> path + SourceFolder.IN_FILE + mapped.id());
    }

    /// Judges a file in a folder that is one document: it is named after the file unless the
    /// mapping says otherwise, and its data are `path`, `title` and `text`.
    Verdict judgeDocument(String path, ObjectNode document) {
        return namedByFile
                ? judge(document, ofDocuments, mapped -> path)
                : judge(document, ofDocuments, mapped -> path + SourceFolder.IN_FILE + mapped.id());
    }

    private Verdict judge(JsonNode record, RecordMapping by, Function<Mapped, String> idInSource) {
        Mapped mapped;
        try {
            mapped = by.map(record);
        } catch (MappingException e) {
            return new Verdict.Unfit(Reason.UNMAPPED, String.valueOf(e.getMessage()));
        }
        Optional<JsonSchema> schema = topic.schema(mapped.kind());
        if (schema.isEmpty()) {
            return new Verdict.Unfit(
                    Reason.UNMAPPED, "the Topic has no kind '" + mapped.kind() + "'");
        }
        String violations = violations(schema.get(), mapped);
        if (!violations.isEmpty()) {
            return new Verdict.Unfit(Reason.INVALID, violations, id(mapped));
        }
        try {
            return new Verdict.Fit(
                    new Entity(
                            new EntityId(idPrefix + idInSource.apply(mapped)),
                            topic.id(),
                            mapped.kind(),
                            mapped.data(),
                            mapped.createdAt().orElseGet(clock::instant)));
        } catch (IllegalArgumentException e) {
            return new Verdict.Unfit(Reason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Optional<EntityId> id(Mapped mapped) {
        try {
            return Optional.of(new EntityId(idPrefix + mapped.id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Says nothing of what is in the record: details of dead letters get into logs and answers.
    private static String violations(JsonSchema schema, Mapped mapped) {
        try {
            return schema.violations(mapped.data()).stream()
                    .map(Violation::withoutValues)
                    .collect(Collectors.joining("; "));
        } catch (RuntimeException | StackOverflowError e) {
            // the edge: a Topic's pattern over a record's text, and neither is ours
            return "the Topic's schema cannot judge it: " + e.getClass().getSimpleName();
        }
    }
}
