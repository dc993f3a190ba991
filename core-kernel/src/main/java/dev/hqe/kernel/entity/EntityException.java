package dev.hqe.kernel.entity;

import dev.hqe.kernel.KernelException;

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
            super(
                    "entity '"
                            + id
                            + "' is at version "
                            + actual
                            + ", not "
                            + expected
                            + ". Read it again and repeat the change.");
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

    /// A query says something that cannot be asked.
    public static final class InvalidQuery extends EntityException {

        private static final long serialVersionUID = 1L;

        InvalidQuery(String message) {
            super(message);
        }
    }
}
