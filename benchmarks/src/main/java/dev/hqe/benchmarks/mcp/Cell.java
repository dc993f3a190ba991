package dev.hqe.benchmarks.mcp;

import dev.hqe.benchmarks.mcp.Peer.Transport;

/// One figure's place in the tables.
///
/// @param peer the server's name
/// @param concurrency calls open at a time; 0 where that does not matter
record Cell(String peer, Transport transport, Era era, int concurrency) {}
