/// Many agents on one data directory while processes are killed, and a mixed load for a while, seen
/// from outside: nothing may be lost, mixed up or left behind.
///
/// **Lives here**: a data directory of its own ([Site]), agents of three languages and raw ones
/// ([SdkAgent], [RawAgent]), comings and goings ([Cycles]), a writer whose acknowledged writes are
/// kept outside ([Writer]), who kills ([Killer]), what is looked for at the end ([EndChecks]), and
/// what the workbench uses over time ([Watch]).
///
/// **Enter at** `benchmarks/chaos`.
///
/// **Needs** Linux: what a process uses is read from `/proc`.
@NullMarked
package dev.hqe.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
