/// Signing in to other people's MCP servers over HTTP: the OAuth 2.1 client.
///
/// **Lives here**: the authorization of the MCP specification, revisions 2026-07-28 and 2025-11-25,
/// with the way back to servers of 2025-03-26 that publish no metadata.
@NullMarked
package dev.hqe.mcp.oauth;

import org.jspecify.annotations.NullMarked;
