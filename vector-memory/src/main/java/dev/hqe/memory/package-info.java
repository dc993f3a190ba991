/// Memory: what the workbench can find by meaning.
///
/// Enter at [dev.hqe.memory.MemoryVectors], the vectors of one model: what is put into it rests in
/// a durable store ([dev.hqe.memory.store]) and is found by the tier in memory in front of it
/// ([dev.hqe.memory.scan]). [dev.hqe.memory.chunk] cuts texts into what a model reads,
/// [dev.hqe.memory.embed] makes vectors of it. See `docs/decisions/` for why there are two tiers.
///
/// Publishes no facts. Needs the kernel, and a folder below the data directory.
@NullMarked
package dev.hqe.memory;

import org.jspecify.annotations.NullMarked;
