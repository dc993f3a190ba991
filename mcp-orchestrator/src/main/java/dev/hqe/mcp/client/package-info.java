/// The host's side of the Model Context Protocol: a client for other people's servers.
///
/// **Lives here**: [McpClient], one connection to one server, over standard streams
/// ([StdioTransport]) or HTTP ([HttpTransport]). It finds out which era the server speaks
/// (*modern*, 2026-07-28, or *legacy*, 2024-11-05 to 2025-11-25) and hides the difference: what a
/// server asks of the user comes to one [ClientHandler], whether as a request of its own or as a
/// result that wants input.
///
/// Results are passed on as the bytes that came ([dev.hqe.mcp.RawJson]), so that members which this
/// code does not know survive. Only their envelope is read.
///
/// ```text
/// caller --> McpClient --> Conversation --> Transport --> server
///   ^          listings,     ids, waiting      lines or       |
///   |          input loop    calls, limits     HTTP + SSE     |
///   +--- result, progress ------+ <----------------+ <--------+
/// ClientHandler <- notifications (in order), questions to the user
/// ```
///
/// **Enter at** [McpClient#connect].
///
/// **Publishes** nothing on the bus; tells its [ClientHandler].
///
/// **Needs** two streams or a URL; optionally an [HttpAuthorization].
@NullMarked
package dev.hqe.mcp.client;

import org.jspecify.annotations.NullMarked;
