package dev.hqe.ingestion.source;

import dev.hqe.ingestion.source.SourceTable.Position;
import dev.hqe.kernel.entity.EntityId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where a run begins, what it notes on its way, and what is done at its end. [#BY_RECORD] goes on
/// behind the last committed record of what has the same stamp.
///
/// For one run; called by its own thread.
interface Course {

    /// For what is read from its beginning each time.
    Course BY_RECORD = new Course() {};

    /// What a run has come to.
    ///
    /// @param unchanged nothing was read because it is as it was, so what is known of it holds
    /// @param notices for a person
    record Outcome(boolean unchanged, List<String> notices) {

        public Outcome {
            notices = List.copyOf(notices);
        }
    }

    /// Where to begin.
    ///
    /// @param before what the last run has left
    /// @param stamp of what is read now
    /// @param letters the newest dead letter of now
    default Position begin(Position before, String stamp, long letters) {
        return before.stamp().equals(stamp) ? before : new Position(0, stamp, letters);
    }

    /// Where another run would go on, now that all records up to this one are committed.
    ///
    /// @param last as this method or [#begin] has said it last
    default Position committed(Position last, long number) {
        return new Position(number, last.stamp(), last.lettersBefore());
    }

    /// Ids of what was read and is there; told before it is committed.
    default void listed(Collection<EntityId> ids) {}

    /// Everything was read and is committed.
    ///
    /// @param unknown records of which nobody can say which entity they are
    default Outcome complete(long unknown) {
        return new Outcome(false, List.of());
    }

    /// Before when the source wants not to be read again, if it has said so.
    default Optional<Instant> notBefore() {
        return Optional.empty();
    }
}
