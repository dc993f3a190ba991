/// Tests of requests on behalf of others, with real servers on this machine.
@NullMarked
package dev.hqe.mcp.outbound;

import org.jspecify.annotations.NullMarked;
