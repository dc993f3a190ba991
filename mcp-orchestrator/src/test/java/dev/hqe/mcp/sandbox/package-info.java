/// Tests of the sandbox, all on real modules written with `WasmModuleBuilder`.
@NullMarked
package dev.hqe.mcp.sandbox;

import org.jspecify.annotations.NullMarked;
