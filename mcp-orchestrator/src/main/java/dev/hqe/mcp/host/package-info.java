/// The host of other people's MCP servers: their tools, resources and prompts become ours.
///
/// **Lives here**: [ServerHost], which keeps the configured servers, starts each when it is first
/// needed and offers what they have under `server.tool` names; and the pins ([Catalog],
/// [Difference]) that keep a tool which has changed since a person last said yes from being called.
///
/// ```text
/// road --> HostedTool --> HostedServer --> McpClient --> the server
///                              |               |
///                         CatalogFile     QuestionRouter --> the Caller of the call that is meant
/// ```
///
/// Results pass through as the server wrote them, members that nobody here knows included. A
/// server's question reaches the caller of the call that it belongs to, or is refused.
///
/// **Enter at** [ServerHost]. **Publishes** [ServerCatalogChanged] and [ServerStateChanged]; the
/// processes' own facts come from [dev.hqe.mcp.process]. **Needs** a [Connector], which opens the
/// way to a server.
@NullMarked
package dev.hqe.mcp.host;

import org.jspecify.annotations.NullMarked;
