/// Memory: what the workbench can find, by words and by meaning, and cite.
///
/// Enter at [dev.hqe.memory.Memory]. A [dev.hqe.memory.MemoryQuery] asks, a
/// [dev.hqe.memory.MemoryHit] answers with a [dev.hqe.memory.Citation] that opens the very bytes.
/// Behind it: `index` keeps chunks and vectors in step with the entities, `search` finds, `chunk`
/// cuts texts, `embed` gives them vectors. [dev.hqe.memory.MemoryVectors] are those of one model:
/// what is put into them rests in a durable store ([dev.hqe.memory.store]) and is found by the tier
/// in memory in front of it ([dev.hqe.memory.scan]). See `docs/decisions/` for why there are two.
///
/// Hears [dev.hqe.kernel.entity.EntityStored] and [dev.hqe.kernel.entity.EntityDeleted], as a
/// reason to look at what the database has noted. Publishes [dev.hqe.memory.MemoryProgressed].
/// Needs the kernel, and a folder below the data directory.
@NullMarked
package dev.hqe.memory;

import org.jspecify.annotations.NullMarked;
