/// Tests of the shares.
@NullMarked
package dev.hqe.mcp.internal.share;

import org.jspecify.annotations.NullMarked;
