/// Tests of [dev.hqe.mcp.policy].
@NullMarked
package dev.hqe.mcp.policy;

import org.jspecify.annotations.NullMarked;
