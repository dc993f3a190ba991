package dev.hqe.benchmarks.mcp;

/// One JSON-RPC message to a server.
///
/// @param method its method, which modern HTTP repeats in a header
/// @param name the tool that it is about, empty for none; modern HTTP repeats it as well
/// @param json the message, on one line
record Message(String method, String name, String json) {}
