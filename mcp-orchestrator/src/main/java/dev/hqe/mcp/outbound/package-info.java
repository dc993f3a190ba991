/// HTTP requests on behalf of code and servers that are not trusted.
///
/// Enter at [dev.hqe.mcp.outbound.WebClient]: it looks a name up once, judges every address that
/// the name stands for by its [dev.hqe.mcp.outbound.Reach], and connects to exactly those
/// addresses, so that a name cannot mean one thing when it is judged and another when it is
/// visited. It follows no redirect, keeps no cookie and no connection, and asks no proxy.
/// Everything has a bound ([dev.hqe.mcp.outbound.WebLimits]); what does not work is a
/// [dev.hqe.mcp.outbound.WebException].
///
/// Who may send what where is not known here; [dev.hqe.mcp.guest] knows it for Topics. Publishes
/// nothing. Needs a [dev.hqe.mcp.outbound.NameLookup] and certificates, both by default this
/// machine's.
@NullMarked
package dev.hqe.mcp.outbound;

import org.jspecify.annotations.NullMarked;
