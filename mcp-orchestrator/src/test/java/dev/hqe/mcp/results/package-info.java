/// Tests of [dev.hqe.mcp.results].
@NullMarked
package dev.hqe.mcp.results;

import org.jspecify.annotations.NullMarked;
