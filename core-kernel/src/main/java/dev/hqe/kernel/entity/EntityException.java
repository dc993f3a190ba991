package dev.hqe.kernel.entity;

import dev.hqe.kernel.KernelException;
import java.time.Duration;

/// An entity cannot be stored or asked for as it was given.
public sealed class EntityException extends KernelException {

    private static final long serialVersionUID = 1L;

    EntityException(String message) {
        super(message);
    }

    /// Somebody else has changed the entity since it was read.
    public static final class VersionConflict extends EntityException {

        private static final long serialVersionUID = 1L;

        VersionConflict(EntityId id, long expected, long actual) {
            super("entity '" + id + "' " + what(expected, actual));
        }

        private static String what(long expected, long actual) {
            if (actual == 0) {
                return "does not exist any more (expected version " + expected + ").";
            }
            if (expected == 0) {
                return "exists already, at version " + actual + ". Choose another id.";
            }
            return "is at version "
                    + actual
                    + ", not "
                    + expected
                    + ". Read it again and repeat the change.";
        }
    }

    /// The data of an entity is larger or deeper than what can be read back.
    public static final class TooLarge extends EntityException {

        private static final long serialVersionUID = 1L;

        TooLarge(EntityId id, String what) {
            super("the data of entity '" + id + "' " + what);
        }
    }

    /// The id belongs to an entity of another Topic or kind.
    public static final class IdTaken extends EntityException {

        private static final long serialVersionUID = 1L;

        IdTaken(Entity refused, String topicId, String kind) {
            super(
                    "entity '"
                            + refused.id()
                            + "' belongs to "
                            + topicId
                            + "/"
                            + kind
                            + " and cannot become "
                            + refused.topicId()
                            + "/"
                            + refused.kind()
                            + ". Choose another id.");
        }
    }

    /// A query took longer than it may.
    public static final class TooSlow extends EntityException {

        private static final long serialVersionUID = 1L;

        TooSlow(Duration limit, Throwable cause) {
            super(
                    "the query took longer than "
                            + limit.toSeconds()
                            + " s and was stopped. Narrow it down: by Topic and kind first, then by"
                            + " time or id.");
            initCause(cause);
        }
    }

    /// A version of an entity is not there (any more).
    public static final class NoSuchVersion extends EntityException {

        private static final long serialVersionUID = 1L;

        NoSuchVersion(EntityId id, long version) {
            super(
                    "version "
                            + version
                            + " of entity '"
                            + id
                            + "' is not remembered. Its history says which versions are.");
        }
    }

    /// A query says something that cannot be asked.
    public static final class InvalidQuery extends EntityException {

        private static final long serialVersionUID = 1L;

        InvalidQuery(String message) {
            super(message);
        }
    }
}
