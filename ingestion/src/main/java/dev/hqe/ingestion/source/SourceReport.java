package dev.hqe.ingestion.source;

import dev.hqe.ingestion.Reason;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run of a source has done.
///
/// @param reasons how many records were refused, by reason; reasons that did not occur are not in
///   it
/// @param notices what a person should know about the source as a whole
/// @param failure why it stopped; empty unless it failed
public record SourceReport(
        SourceName source,
        TopicId topicId,
        Outcome outcome,
        SourceProgress counts,
        Map<Reason, Long> reasons,
        List<String> notices,
        Instant startedAt,
        String failure) {

    /// How a run ended.
    public enum Outcome {
        /// Everything was read.
        COMPLETED,
        /// Somebody cancelled it. What it stored stays, and the next run goes on from there.
        CANCELLED,
        /// It had to stop. As for [#CANCELLED].
        FAILED;

        /// As it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SourceReport {
        reasons = Map.copyOf(reasons);
        notices = List.copyOf(notices);
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("source", source.value());
        json.put("topic", topicId.value());
        json.put("outcome", outcome.word());
        json.put("records", counts.records());
        json.put("passed", counts.passed());
        json.put("created", counts.created());
        json.put("updated", counts.updated());
        json.put("unchanged", counts.unchanged());
        json.put("refused", counts.refused());
        json.put("bytes", counts.bytes());
        if (counts.files() + counts.deleted() > 0) {
            json.put("files", counts.files());
            json.put("deleted", counts.deleted());
        }
        json.put("millis", counts.elapsed().toMillis());
        json.put("started_at", startedAt.toString());
        ObjectNode why = json.putObject("reasons");
        new TreeMap<>(reasons).forEach((reason, count) -> why.put(reason.word(), count));
        ArrayNode told = json.putArray("notices");
        notices.forEach(told::add);
        if (!failure.isEmpty()) {
            json.put("failure", failure);
        }
        return json;
    }
}
