/// JMH benchmarks of the hot roads, each beside a peer in the same run: the event bus beside
/// `java.util.concurrent.SubmissionPublisher`, the entity store beside bare JDBC. Run them with
/// `benchmarks/run`; how to read the figures is in `docs/benchmarks.md`. What a Topic's code costs
/// is in `dev.hqe.benchmarks.wasm`.
@NullMarked
package dev.hqe.benchmarks;

import org.jspecify.annotations.NullMarked;
