/// Streamable HTTP: the protocol for agents that come over a socket.
///
/// **Lives here**: [McpHttpServer], which owns the port; [McpHttpHandler], one endpoint that serves
/// both protocol eras and tells them apart request by request; [Authenticator], the port through
/// which the host says who a bearer token belongs to; [HttpSettings] and [HttpLimits].
///
/// ```text
/// socket -> McpHttpHandler -> door (Host, Origin) -> Authenticator -> body -> Endpoint
///      ModernRequests: headers checked, one ProtocolSession a request <------------|
///      LegacyRequests: Mcp-Session-Id, one ProtocolSession a session <-------------'
/// ```
///
/// An answer is one JSON object unless something has to be said before it; then the response turns
/// into a stream of server-sent events.
///
/// **Enter at** [McpHttpServer#start]. Publishes nothing; needs a [dev.hqe.mcp.McpServer].
@NullMarked
package dev.hqe.mcp.http;

import org.jspecify.annotations.NullMarked;
