/// Tests of the OAuth client, a scripted authorization server for them, and the authorization of
/// the official conformance suite's client.
@NullMarked
package dev.hqe.mcp.oauth;

import org.jspecify.annotations.NullMarked;
