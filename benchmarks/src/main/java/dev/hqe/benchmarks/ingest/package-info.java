/// How fast data flows in, and what that takes.
///
/// Enter at [dev.hqe.benchmarks.ingest.IngestBenchmark], which `benchmarks/ingest` starts. Each
/// trial has a process of its own ([dev.hqe.benchmarks.ingest.Trial]): the product's roads from a
/// CSV file and from a folder ([dev.hqe.benchmarks.ingest.Road]), the same rows by bare JDBC
/// ([dev.hqe.benchmarks.ingest.BareSqlite]), texts through the embedding backlog beside the bare
/// network ([dev.hqe.benchmarks.ingest.EmbeddingRate]), and a large file in a small heap
/// ([dev.hqe.benchmarks.ingest.FlatMemory]). Publishes nothing. Needs Linux.
@NullMarked
package dev.hqe.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
