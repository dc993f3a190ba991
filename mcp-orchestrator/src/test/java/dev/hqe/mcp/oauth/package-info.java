/// Tests of the OAuth client, a scripted authorization server for them, and the program that the
/// official conformance suite drives.
@NullMarked
package dev.hqe.mcp.oauth;

import org.jspecify.annotations.NullMarked;
