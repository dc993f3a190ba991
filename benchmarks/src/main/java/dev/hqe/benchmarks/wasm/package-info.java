/// What a Topic's code costs: the product's sandbox beside the same Wasm under Node's V8, and what
/// 500 Topics in the folder cost a start.
///
/// **Lives here**: the calls that are made ([Workload]), who makes them ([Contestant]: the sandbox,
/// V8 in a Node process, the same Java), the rounds ([Race]), data directories with hundreds of
/// generated Topics ([TopicHomes]), and the tables ([WasmReport]).
///
/// **Enter at** `benchmarks/wasm`, whose main class is [WasmBenchmark].
///
/// **Needs** Linux, as all that `benchmarks/product` prepares; Node from npm, or V8 is left out.
@NullMarked
package dev.hqe.benchmarks.wasm;

import org.jspecify.annotations.NullMarked;
