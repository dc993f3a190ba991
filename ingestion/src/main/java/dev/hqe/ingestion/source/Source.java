package dev.hqe.ingestion.source;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A source that a person has added.
///
/// @param resumeAfter last record that is committed of a run that was stopped on its way; 0 if the
///   next run begins at the beginning
/// @param lastRunOrNull what the last run has done, as [SourceReport#toJson] writes it
public record Source(
        SourceName name,
        TopicId topicId,
        SourceSpec spec,
        State state,
        Instant addedAt,
        long resumeAfter,
        @Nullable ObjectNode lastRunOrNull) {

    /// Whether it may run. The word is stored and never changes.
    public enum State {
        ACTIVE,
        PAUSED;

        /// As it is stored.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the last run has done.
    public Optional<ObjectNode> lastRun() {
        return Optional.ofNullable(lastRunOrNull);
    }

    /// How the ids of its entities begin.
    public String idPrefix() {
        return topicId + "/" + name + "/";
    }

    /// `name`, `topic`, `state`, `added_at`, `spec`, `resume_after` and `last_run`.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("name", name.value());
        json.put("topic", topicId.value());
        json.put("state", state.word());
        json.put("added_at", addedAt.toString());
        json.set("spec", spec.toJson());
        if (resumeAfter > 0) {
            json.put("resume_after", resumeAfter);
        }
        lastRun().ifPresent(run -> json.set("last_run", run));
        return json;
    }
}
