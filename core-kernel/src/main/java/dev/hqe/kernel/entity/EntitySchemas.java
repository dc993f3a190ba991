package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.JsonSchema;
import java.util.Optional;

/// Says what data of a kind must look like. Whoever stores entities on somebody's word asks it
/// first. Thread-safe.
@FunctionalInterface
public interface EntitySchemas {

    /// The schema of a kind of a Topic that is granted; empty if there is no such Topic or kind.
    Optional<JsonSchema> of(TopicId topicId, Kind kind);
}
