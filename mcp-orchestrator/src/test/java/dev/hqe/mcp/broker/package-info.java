/// Tests of [dev.hqe.mcp.broker].
@NullMarked
package dev.hqe.mcp.broker;

import org.jspecify.annotations.NullMarked;
