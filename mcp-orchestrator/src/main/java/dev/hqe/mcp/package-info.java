/// Model Context Protocol: every tool call, whoever makes it, and the server that agents speak to.
///
/// **Lives here**: the tool model ([ToolDefinition], [Tool], [ToolOutcome]), the one road that
/// every call takes ([ToolRoad]), resources and prompts ([ResourceProvider], [PromptProvider]) and
/// the protocol server ([McpServer]) with its byte-stream connection ([StdioConnection]). Both
/// protocol eras are served on one connection: *legacy* (an `initialize` handshake, versions
/// 2024-11-05 to 2025-11-25) and *modern* (2026-07-28, everything in each request's `_meta`).
///
/// Three sub-packages are for others as well: [dev.hqe.mcp.http] serves over sockets,
/// [dev.hqe.mcp.sandbox] runs Wasm programs, and [dev.hqe.mcp.tools] are the tools that the
/// workbench offers of its own. What is under `internal` is nobody else's.
///
/// **Words**:
///
/// - *road*: [ToolRoad], the one way that every call takes, whoever makes it
/// - *outcome*: [ToolOutcome], what a tool gives back: it worked, it was refused, it failed
/// - *answer*: [ToolAnswer], what comes off the road: an outcome written as JSON, or why there is
///   none
/// - *content*: [Content], one block of a result that a model reads, beside the structured value
/// - *caller*: [Caller], the one who waits for a call: told of progress, sent logs, asked questions
/// - *parked*: a call that has asked its client something and waits for the client to come back
/// - *task*: a call that goes on by itself and is asked after
/// - *era*: the protocol versions that are spoken in one way, legacy or modern
///
/// ```text
/// Tool --> ToolOutcome -----> ToolRoad ------> ToolAnswer --------> session --> JSON
///          Ok                 checks, caps,    Result(outcome,      frames it    {"content": [...],
///          Refused            writes it once           ResultJson)  for its era   "structuredContent": ...,
///          Failed                              UnknownTool, ...                   "isError": false}
/// ```
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
