package dev.hqe.ingestion.source;

import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.map.RecordMapping;
import dev.hqe.ingestion.map.RecordMapping.Mapped;
import dev.hqe.ingestion.map.TransformStage;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.JsonSchema.Violation;
import dev.hqe.kernel.topic.Topic;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says of a record which entity it becomes, or why it becomes none; if a transform makes several
/// of it, which entities these become. Thread-safe. Get one from [RecordJudges].
final class RecordJudge {

    /// What becomes of a record: as a rule one entity or none.
    ///
    /// @param fit the entities that it becomes
    /// @param unfit why not all of it becomes one
    /// @param bytes that a transform has made of it
    record Verdict(List<Entity> fit, Optional<Unfit> unfit, int bytes) {

        Verdict {
            fit = List.copyOf(fit);
        }

        static Verdict fit(Entity entity) {
            return new Verdict(List.of(entity), Optional.empty(), 0);
        }

        static Verdict unfit(Unfit unfit) {
            return new Verdict(List.of(), Optional.of(unfit), 0);
        }
    }

    /// It, or a part of it, becomes no entity.
    ///
    /// @param about the entities that it would be; empty if that cannot be said
    record Unfit(Reason reason, String detail, Optional<List<EntityId>> about) {

        Unfit(Reason reason, String detail) {
            this(reason, detail, Optional.empty());
        }
    }

    private static final String DOCUMENT = "{path, title, text}";

    private final Topic topic;
    private final String idPrefix;
    private final RecordMapping mapping;
    private final RecordMapping ofDocuments;
    private final boolean namedByFile;
    private final Optional<TransformStage> transform;
    private final InstantSource clock;

    /// @param transform what records are put through first
    /// @throws MappingException if an expression is none
    RecordJudge(
            Topic topic,
            String idPrefix,
            MappingSpec spec,
            Optional<TransformStage> transform,
            InstantSource clock) {
        this.topic = topic;
        this.idPrefix = idPrefix;
        this.mapping = RecordMapping.compile(spec);
        this.ofDocuments =
                spec.data().isBlank()
                        ? RecordMapping.compile(spec.with("data", DOCUMENT))
                        : mapping;
        this.namedByFile = spec.id().isBlank();
        this.transform = transform;
        this.clock = clock;
    }

    /// Says which transform there is, and which program that is now; empty if there is none.
    String version() {
        return transform.map(TransformStage::version).orElse("");
    }

    /// @throws dev.hqe.ingestion.IngestException.Failed if its transform is broken
    Verdict judge(JsonNode record) throws InterruptedException {
        return judge(record, mapping, Mapped::id);
    }

    /// Judges a record of a file in a folder.
    ///
    /// @param path of the file
    Verdict judge(String path, JsonNode record) throws InterruptedException {
        return judge(record, mapping, mapped -> path + SourceFolder.IN_FILE + mapped.id());
    }

    /// Judges a file in a folder that is one document: it is named after the file unless the
    /// mapping says otherwise, and its data are `path`, `title` and `text`. What a transform makes
    /// of it are records like others.
    Verdict judgeDocument(String path, ObjectNode document) throws InterruptedException {
        if (transform.isPresent()) {
            return judge(path, document);
        }
        return namedByFile
                ? judge(document, ofDocuments, mapped -> path)
                : judge(document, ofDocuments, mapped -> path + SourceFolder.IN_FILE + mapped.id());
    }

    private Verdict judge(JsonNode record, RecordMapping by, Function<Mapped, String> idInSource)
            throws InterruptedException {
        if (transform.isEmpty()) {
            return judgeOne(record, by, idInSource);
        }
        return switch (transform.get().apply(record)) {
            case TransformStage.Outcome.Records(List<JsonNode> records, int bytes) ->
                    new TransformedRecord(records.size(), bytes)
                            .judged(records.stream().map(one -> judgeOne(one, by, idInSource)));
            case TransformStage.Outcome.Refused(String why) ->
                    Verdict.unfit(new Unfit(Reason.UNTRANSFORMED, why));
        };
    }

    private Verdict judgeOne(
            JsonNode record, RecordMapping by, Function<Mapped, String> idInSource) {
        Mapped mapped;
        try {
            mapped = by.map(record);
        } catch (MappingException e) {
            return unfit(Reason.UNMAPPED, String.valueOf(e.getMessage()));
        }
        Optional<JsonSchema> schema = topic.schema(mapped.kind());
        if (schema.isEmpty()) {
            return unfit(Reason.UNMAPPED, "the Topic has no kind '" + mapped.kind() + "'");
        }
        String violations = violations(schema.get(), mapped);
        if (!violations.isEmpty()) {
            return Verdict.unfit(new Unfit(Reason.INVALID, violations, id(mapped)));
        }
        try {
            return Verdict.fit(
                    new Entity(
                            new EntityId(idPrefix + idInSource.apply(mapped)),
                            topic.id(),
                            mapped.kind(),
                            mapped.data(),
                            mapped.createdAt().orElseGet(clock::instant)));
        } catch (IllegalArgumentException e) {
            return unfit(Reason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static Verdict unfit(Reason reason, String detail) {
        return Verdict.unfit(new Unfit(reason, detail));
    }

    private Optional<List<EntityId>> id(Mapped mapped) {
        try {
            return Optional.of(List.of(new EntityId(idPrefix + mapped.id())));
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
