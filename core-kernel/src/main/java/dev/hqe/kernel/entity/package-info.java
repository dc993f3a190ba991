/// Entities: the common form of everything that flows in, whatever its Topic.
///
/// Enter at [dev.hqe.kernel.entity.EntityStore]. Publishes (through the outbox)
/// [dev.hqe.kernel.entity.EntityStored] and [dev.hqe.kernel.entity.EntityDeleted].
@NullMarked
package dev.hqe.kernel.entity;

import org.jspecify.annotations.NullMarked;
