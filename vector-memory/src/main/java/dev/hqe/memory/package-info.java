/// Memory: what the workbench can find, by words and by meaning, and cite.
///
/// Enter at [dev.hqe.memory.Memory]. A [dev.hqe.memory.MemoryQuery] asks, a
/// [dev.hqe.memory.MemoryHit] answers with a [dev.hqe.memory.Citation] that opens the very bytes.
/// Behind it: `index` keeps chunks and vectors in step with the entities, `search` finds, `chunk`
/// cuts texts, `embed` gives them vectors, `store` keeps those, `scan` searches them.
///
/// Hears [dev.hqe.kernel.entity.EntityStored] and [dev.hqe.kernel.entity.EntityDeleted], as a
/// reason to look at what the database has noted. Publishes nothing. Needs the kernel only.
@NullMarked
package dev.hqe.memory;

import org.jspecify.annotations.NullMarked;
