/// Runs code nobody vouches for: WebAssembly modules that a Topic brings.
///
/// **What lives here.** A sandbox for two kinds of module. A _WASI command_
/// (`wasi_snapshot_preview1`) gets arguments and a byte stream on standard input, and answers with
/// bytes on standard output and an exit code. An _Extism plugin_ (`extism:host/env`) has named
/// exports that get one input and set one output. Either gets nothing else by itself: no file,
/// clock, entropy, environment, network, and no memory of the call before (each run is a new
/// instance).
///
/// **Where to enter.** [WasmSandbox][dev.hqe.mcp.sandbox.WasmSandbox] owns the threads and hands
/// out a [WasmProgram][dev.hqe.mcp.sandbox.WasmProgram] per module;
/// [WasmProgram.run][dev.hqe.mcp.sandbox.WasmProgram#run] and
/// [WasmProgram.callExport][dev.hqe.mcp.sandbox.WasmProgram#callExport] are one call. What a call
/// may take and ask for is a [RunGrant][dev.hqe.mcp.sandbox.RunGrant]; who answers what it asks is
/// the [GuestHost][dev.hqe.mcp.sandbox.GuestHost] in it, a port that others implement.
/// [ModuleInspection][dev.hqe.mcp.sandbox.ModuleInspection] tells from a file's bytes what it will
/// ask for. Every bound is in [SandboxLimits][dev.hqe.mcp.sandbox.SandboxLimits] and
/// [GroupLimits][dev.hqe.mcp.sandbox.GroupLimits], every way to fail is a
/// [SandboxException][dev.hqe.mcp.sandbox.SandboxException].
///
/// **How a module gets in.** File size, then `ModuleScan`, `LinkScan` and `CodeScan`, which read
/// every byte of the binary format with bounds of their own and allocate next to nothing, and only
/// then the Wasm engine's parser and validator. `ChicoryModule` and `ChicoryInstance` are the only
/// classes that know which engine that is.
///
/// **What a module can call.** Three tables: `WasiFunction`, `EnvFunction` and
/// [HostCall][dev.hqe.mcp.sandbox.HostCall]. Importing anything else is refused at load; calling
/// something that is not granted ends the run. Whatever reaches the host's own code leaves the
/// guest's thread first (`HostPort`), whose stack the guest may have used up.
///
/// **Who waits for whom.** The runs of a Topic share a [RunGroup][dev.hqe.mcp.sandbox.RunGroup]: a
/// few places and a bounded queue, so that one Topic with a thousand calls does not keep another's
/// waiting; a program that keeps failing is paused.
/// [RunGroup.revoke][dev.hqe.mcp.sandbox.RunGroup#revoke] ends all of them at once.
///
/// **What it publishes.** Nothing; the caller records. A group's listener hears of pauses. **What
/// it needs.** The engine, and the kernel's JSON.
///
/// **What it does not promise.** The guest shares this JVM's heap. The limits bound what one run
/// can take of it, but code that no person has granted anything belongs in a JVM of its own.
@NullMarked
package dev.hqe.mcp.sandbox;

import org.jspecify.annotations.NullMarked;
