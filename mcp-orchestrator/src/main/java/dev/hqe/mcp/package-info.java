/// Model Context Protocol: every tool call, whoever makes it, and the server that agents speak to.
///
/// **Lives here**: the tool model ([ToolDefinition], [Tool], [ToolOutcome]), the one road that
/// every call takes ([ToolRoad]) and the protocol server ([McpServer]) with its byte-stream
/// connection ([StdioConnection]). Both protocol eras are served on one connection: *legacy* (an
/// `initialize` handshake, versions 2024-11-05 to 2025-11-25) and *modern* (2026-07-28, everything
/// in each request's `_meta`).
///
/// **Enter at** [ToolRoad#call] to call a tool from inside the workbench, and at
/// [StdioConnection#serve] to let an agent in.
///
/// **Publishes** a [ToolCalled] fact per call, through the consumer the road was built with.
///
/// **Needs** [ToolProvider]s for the tools and, optionally, a [ToolPolicy] for the grants.
@NullMarked
package dev.hqe.mcp;

import org.jspecify.annotations.NullMarked;
