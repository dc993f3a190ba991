/// Memory kept in step with the entities.
///
/// [dev.hqe.memory.index.Indexer] cuts what has changed in chunks,
/// [dev.hqe.memory.index.ModelVectors] gives the chunks their vectors. Both find their work in
/// `workbench.db`, where the transaction that changes an entity has noted it (`0007-memory.sql`),
/// and go on where an earlier run has stopped. What of an entity is searched says
/// [dev.hqe.memory.index.EntityText].
///
/// Needs a [dev.hqe.memory.index.Cutter] and [dev.hqe.memory.index.Models]. Publishes nothing.
@NullMarked
package dev.hqe.memory.index;

import org.jspecify.annotations.NullMarked;
