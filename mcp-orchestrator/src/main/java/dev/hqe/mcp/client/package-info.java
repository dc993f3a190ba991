/// The client of other people's MCP servers.
///
/// **Lives here**: the seam by which requests over HTTP get their Authorization header.
///
/// **Enter at** [HttpAuthorization].
///
/// **Publishes** nothing.
///
/// **Needs** nothing.
@NullMarked
package dev.hqe.mcp.client;

import org.jspecify.annotations.NullMarked;
