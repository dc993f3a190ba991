/// Servers as real processes: shells and JVMs that behave badly in every way that was thought of.
@NullMarked
package dev.hqe.mcp.process;

import org.jspecify.annotations.NullMarked;
