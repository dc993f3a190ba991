/// What it costs to find the nearest vectors: ours beside Lucene's HNSW, Lance by itself and
/// sqlite-vec, on the same data in the same run.
///
/// Enter at [dev.hqe.benchmarks.memory.MemoryBenchmark], which `benchmarks/memory` starts. Each
/// peer is built and searched in processes of its own ([dev.hqe.benchmarks.memory.Trial]).
/// Publishes nothing. Needs Linux, and for sqlite-vec npm.
@NullMarked
package dev.hqe.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
