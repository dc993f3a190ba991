package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.Problem;
import java.util.List;

/// What became of a Topic folder.
public sealed interface TopicStatus {

    /// What lies there was granted and runs.
    record Active() implements TopicStatus {}

    /// It holds together, but nobody has granted it: nothing of it runs or is shown to agents.
    record Ungranted() implements TopicStatus {}

    /// It was granted, and what lies there now is different in something that asks. What was
    /// granted goes on running; the new waits.
    ///
    /// @param changes all differences, those that ask first
    record Quarantined(List<TopicChange> changes) implements TopicStatus {

        public Quarantined {
            changes = List.copyOf(changes);
        }
    }

    /// What lies there cannot be used. What was granted before goes on running.
    record Broken(List<Problem> problems) implements TopicStatus {

        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /// A person has taken the grant back, or switched off a Topic of the installation.
    record Revoked() implements TopicStatus {}

    /// Its name belongs to another.
    record Collision(Problem problem) implements TopicStatus {}

    /// The state in one lower-case word.
    default String word() {
        return switch (this) {
            case Active() -> "active";
            case Ungranted() -> "ungranted";
            case Quarantined(var changes) -> "quarantined";
            case Broken(var problems) -> "broken";
            case Revoked() -> "revoked";
            case Collision(var problem) -> "collision";
        };
    }
}
