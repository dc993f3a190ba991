/// Tests of the tools that the workbench offers of its own, with a real store and real Wasm.
@NullMarked
package dev.hqe.mcp.tools;

import org.jspecify.annotations.NullMarked;
