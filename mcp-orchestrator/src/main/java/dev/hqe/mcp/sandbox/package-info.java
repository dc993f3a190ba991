/// Runs code nobody vouches for: WebAssembly modules that a Topic brings.
///
/// **What lives here.** A sandbox for _WASI commands_ (`wasi_snapshot_preview1`): a module gets
/// arguments and a byte stream on standard input, and answers with bytes on standard output and an
/// exit code. It gets nothing else: no file, clock, entropy, environment, network, and no memory of
/// the call before (each run is a new instance).
///
/// **Where to enter.** [WasmSandbox][dev.hqe.mcp.sandbox.WasmSandbox] owns the threads and hands
/// out a [WasmProgram][dev.hqe.mcp.sandbox.WasmProgram] per module;
/// [WasmProgram.run][dev.hqe.mcp.sandbox.WasmProgram#run] is one call. Every bound is in
/// [SandboxLimits][dev.hqe.mcp.sandbox.SandboxLimits], every way to fail is a
/// [SandboxException][dev.hqe.mcp.sandbox.SandboxException].
///
/// **How a module gets in.** File size, then `ModuleScan` and `CodeScan`, which read every byte of
/// the binary format with bounds of their own and allocate next to nothing, and only then the Wasm
/// engine's parser and validator. `ChicoryModule` is the only class that knows which engine that
/// is.
///
/// **What it publishes.** Nothing; the caller records. **What it needs.** Only the engine.
///
/// **What it does not promise.** The guest shares this JVM's heap. The limits bound what one run
/// can take of it, but code that no person has granted anything belongs in a JVM of its own.
@NullMarked
package dev.hqe.mcp.sandbox;

import org.jspecify.annotations.NullMarked;
