package dev.hqe.ingestion.source;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.ingestion.map.RecordTransforms;
import dev.hqe.ingestion.map.TransformStage;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.Topic;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes what judges the records of a source. Thread-safe.
///
/// @param transforms finds the programs that records are put through
record RecordJudges(RecordTransforms transforms, InstantSource clock) {

    /// One for a run.
    ///
    /// @throws IngestException.Refused if an expression is none, or the Topic has no such kind or
    ///   transform
    RecordJudge of(Topic topic, SourceName name, SourceSpec spec) {
        requireKind(topic, name, spec);
        Optional<TransformStage> transform =
                spec.transform().map(wanted -> transform(topic, name, wanted));
        try {
            return new RecordJudge(
                    topic, topic.id() + "/" + name + "/", spec.mapping(), transform, clock);
        } catch (MappingException e) {
            throw new IngestException.Refused(name + ": " + e.getMessage(), e);
        }
    }

    private TransformStage transform(Topic topic, SourceName name, String wanted) {
        if (topic.transform(wanted).isEmpty()) {
            throw new IngestException.Refused(name + ": " + missing(topic, wanted));
        }
        return new TransformStage(wanted, transforms.of(topic, wanted));
    }

    /// That a Topic has no transform of this name.
    static String missing(Topic topic, String wanted) {
        return "'"
                + wanted
                + "' is no transform of the Topic "
                + topic.id()
                + Suggestion.among(wanted, topic.transforms())
                + (topic.transforms().isEmpty()
                        ? ". It has none; topic.yaml names them below capabilities.transforms"
                        : ". It has: " + String.join(", ", topic.transforms()));
    }

    private static void requireKind(Topic topic, SourceName name, SourceSpec spec) {
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
    }

    private static String kinds(Topic topic) {
        return topic.schemas().keySet().stream()
                .sorted()
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
