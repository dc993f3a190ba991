/// Tests of the client: against our own server in a process of its own, and against servers that
/// follow a script over real pipes and real HTTP.
@NullMarked
package dev.hqe.mcp.client;

import org.jspecify.annotations.NullMarked;
