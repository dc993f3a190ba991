@NullMarked
package dev.hqe.mcp;

import org.jspecify.annotations.NullMarked;
