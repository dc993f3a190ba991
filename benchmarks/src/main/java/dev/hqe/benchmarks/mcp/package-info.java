/// Whole MCP servers measured from outside, as their clients see them.
///
/// **Lives here**: a raw client over standard input and output and over HTTP sockets ([StdioWire],
/// [HttpWire]), the benchmark that puts it to the product and to other servers in turn
/// ([McpBenchmark]), the one of how long `hqe mcp` takes to be there ([StartBenchmark]), and the
/// soak run that counts what the product loses and leaves behind ([Soak]).
///
/// **Enter at** `benchmarks/mcp`, `benchmarks/start` and `benchmarks/soak`.
///
/// **Needs** Linux: what a process uses is read from `/proc`.
@NullMarked
package dev.hqe.benchmarks.mcp;

import org.jspecify.annotations.NullMarked;
