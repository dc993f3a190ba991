package dev.hqe.benchmarks.wasm;

import dev.hqe.app.Workbench;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.RunGrant;
import dev.hqe.mcp.sandbox.SandboxException;
import dev.hqe.mcp.sandbox.WasmProgram;
import dev.hqe.mcp.sandbox.WasmRun;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The product's sandbox with the product's limits: a new instance for each call.
final class Sandboxed implements Contestant {

    private final String name;
    private final CompileMode mode;
    private final boolean fresh;
    private final WasmSandbox sandbox;
    private final Map<Path, WasmProgram> programs = new HashMap<>();

    /// @param mode compiled or interpreted; compiled waits for the compiler
    /// @param fresh whether each call begins with reading the module's file
    Sandboxed(String name, CompileMode mode, boolean fresh) {
        this.name = name;
        this.mode = mode;
        this.fresh = fresh;
        sandbox = sandbox();
    }

    private WasmSandbox sandbox() {
        return new WasmSandbox(Workbench.sandboxLimits(), mode);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean makes(Workload work) {
        return true;
    }

    @Override
    public Round call(Workload work, Turn turn) throws IOException {
        byte[] input = work.readInput();
        try {
            return fresh
                    ? Contestant.here(turn, () -> load(work, input))
                    : loaded(work, turn, input);
        } catch (SandboxException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    private Round loaded(Workload work, Turn turn, byte[] input) throws IOException {
        WasmProgram program = programs.computeIfAbsent(work.wasm(), sandbox::load);
        return Contestant.here(turn, () -> run(program, work, input));
    }

    private byte[] load(Workload work, byte[] input) throws IOException {
        try (WasmSandbox own = sandbox();
                WasmProgram program = own.load(work.wasm())) {
            return run(program, work, input);
        }
    }

    private static byte[] run(WasmProgram program, Workload work, byte[] input) throws IOException {
        WasmRun ended =
                work.isCommand()
                        ? program.run(
                                work.arguments(), new ByteArrayInputStream(input), RunGrant.NONE)
                        : program.callExport(work.export(), input, RunGrant.NONE);
        if (ended.exitCode() != 0) {
            throw new IOException("exit code " + ended.exitCode() + ": " + ended.stderr());
        }
        return ended.stdout();
    }

    @Override
    public void close() {
        programs.values().forEach(WasmProgram::close);
        sandbox.close();
    }
}
