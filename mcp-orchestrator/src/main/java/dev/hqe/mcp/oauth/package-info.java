/// Signing in to other people's MCP servers over HTTP: the OAuth 2.1 client.
///
/// **Lives here**: the authorization of the MCP specification, revisions 2026-07-28 and 2025-11-25,
/// with the way back to servers of 2025-03-26 that publish no metadata. One [OAuthAuthorization]
/// serves one server.
///
/// **Words**:
///
/// - *server*: the MCP server whose requests need a token; in OAuth, the protected resource
/// - *issuer*: the name of an authorization server, compared letter by letter
/// - *grant*: [Grant], on whose behalf a token is asked for: a person, or the workbench itself
/// - *challenge*: what a `401` or `403` says in `WWW-Authenticate`
/// - *step-up*: asking for more scopes after a `403` that names them
///
/// ```text
/// 401/403 --> Challenge --> Discovery ------> ClientRegistration --> SignIn -------> TokenEndpoint
///             scheme,       who is asked:     who we are there:      Browser, and    code, refresh,
///             scope,        resource, issuer  given, document,       RedirectListener client credentials
///             metadata      both checked      registered             state, iss, PKCE
/// header() <-- Tokens <------------------------------------------------- CredentialStore
/// ```
///
/// **Enter at** [OAuthAuthorization], which is a [dev.hqe.mcp.client.HttpAuthorization]: it gives
/// the header of each request, and answers challenges. [OAuthSettings] says how a server is signed
/// in to; [OAuthHttp] is the connection, one per process, closed last.
///
/// **Who we are** at an authorization server, in this order: the client that was registered by hand
/// (refused at any other issuer than its own); our client-id metadata document, where the server
/// reads such documents; a registration of our own (RFC 7591), kept per issuer and made anew when
/// its port is taken, its secret has ended or the server no longer knows it; else a message that
/// says how to register by hand.
///
/// **What is checked**, and stops the sign-in with an [OAuthException]:
///
/// - every address: `https`, or `http` on this machine; nothing further inside the network than the
///   server itself; no redirect to another origin; answers of at most 256 KiB within 20 s
///   ([OAuthLimits])
/// - the resource of the metadata covers the server's address; it goes into both requests exactly
///   as published (RFC 8707)
/// - the issuer in the metadata is the one that was asked for; the `iss` of the redirect is it
///   again (RFC 9207), before anything else of the answer is looked at
/// - PKCE with S256 is announced; `state` matches; a `state` that does not is ignored as a stray
/// - tokens are Bearer tokens of visible characters
///
/// **Scopes**: those of the challenge, else `scopes_supported` of the server, else none; together
/// with everything that was asked for before; and `offline_access` where the authorization server
/// knows it. Scopes that the token has, or that were withheld, are not asked for again.
///
/// **Tokens** are renewed before they end, once for all threads; a rotated refresh token is stored
/// before it is used. When the server moves to another authorization server, everything of the old
/// one stays unused. A token goes to its own server and nowhere else, and into no log: values hide
/// themselves in `toString`.
///
/// **Bounds**: one sign-in at a time per server, five minutes for the person, five sign-ins in ten
/// minutes; whoever waited for a sign-in that failed gets its failure and opens no second page.
///
/// **Not here**: DPoP, which needs a header of its own on each request; token revocation; servers
/// over stdio, which take their credentials from the environment.
///
/// **Publishes** nothing.
///
/// **Needs** two ports, [CredentialStore] (a secret store) and [Browser] (the desktop, or a
/// terminal that prints the address), and a clock.
@NullMarked
package dev.hqe.mcp.oauth;

import org.jspecify.annotations.NullMarked;
