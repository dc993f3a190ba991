/// Finding chunks.
///
/// Enter at [dev.hqe.memory.search.HybridSearch]: words by SQLite's FTS5, meaning by a
/// [dev.hqe.memory.search.VectorIndex], one ranking of both. [dev.hqe.memory.search.PassageReader]
/// reads what is cited out of the entity.
///
/// Needs the tables of `0007-memory.sql`. Publishes nothing.
@NullMarked
package dev.hqe.memory.search;

import org.jspecify.annotations.NullMarked;
