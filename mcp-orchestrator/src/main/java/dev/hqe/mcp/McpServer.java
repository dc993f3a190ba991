package dev.hqe.mcp;

/// What every connection serves: one identity, one road. It holds no connection and no state.
///
/// @param info how it introduces itself
/// @param instructions guidance for the model on how the tools play together; empty for none
/// @param road where its tool calls go
public record McpServer(ServerInfo info, String instructions, ToolRoad road) {}
