/// Tests of Streamable HTTP over real sockets.
@NullMarked
package dev.hqe.mcp.http;

import org.jspecify.annotations.NullMarked;
