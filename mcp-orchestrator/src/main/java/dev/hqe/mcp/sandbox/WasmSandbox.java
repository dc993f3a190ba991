package dev.hqe.mcp.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/// Admits Wasm modules and owns everything they run with: guest threads, the compiler's thread, the
/// number of runs at a time.
///
/// ```java
/// try (var sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.BACKGROUND)) {
///     WasmProgram program = sandbox.load("word_count.wasm", bytes);
///     WasmRun run = program.run(List.of("--json"), input, Duration.ofSeconds(5));
/// }
/// ```
///
/// Thread-safe. One per process is enough.
public final class WasmSandbox implements AutoCloseable {

    /// How much is going on, for diagnostics.
    ///
    /// @param running runs that have started and not ended, the abandoned ones included
    /// @param abandoned guest threads given up that do not count as running to the next caller
    /// @param compilerStuck whether a compilation is over its time and blocks others
    public record Activity(int running, int abandoned, boolean compilerStuck) {}

    private final SandboxLimits limits;
    private final CompileMode mode;
    private final GuestThreads threads;
    private final BackgroundCompiler compiler;
    // Parsing takes hundreds of bytes of heap per instruction, so modules are parsed one at a time.
    private final ReentrantLock loading = new ReentrantLock();

    public WasmSandbox(SandboxLimits limits, CompileMode mode) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.threads = new GuestThreads(limits.run());
        this.compiler = new BackgroundCompiler(limits.compile());
    }

    /// Checks a module against the limits and makes it ready to run. Nothing of it is executed.
    ///
    /// @param name how messages call it, and its `argv[0]`: the module's file name
    /// @param wasm the module; copied, at most [SandboxLimits.Module#fileBytes()]
    /// @throws ModuleRefusedException if it is not admitted
    public WasmProgram load(String name, byte[] wasm) {
        String file = name.isBlank() || name.indexOf('\0') >= 0 ? "module" : name;
        byte[] bytes = wasm.length > limits.module().fileBytes() ? wasm : wasm.clone();
        WasmProgram program = admit(file, bytes);
        if (mode == CompileMode.COMPILED) {
            requireCompiled(program);
        }
        return program;
    }

    private WasmProgram admit(String file, byte[] bytes) {
        loading.lock();
        try {
            ModuleShape shape = ModuleScan.scan(file, bytes, limits);
            return new WasmProgram(
                    file,
                    sha256(bytes),
                    shape,
                    ChicoryModule.parse(file, bytes, shape),
                    limits,
                    threads,
                    compiler,
                    mode != CompileMode.INTERPRETED);
        } finally {
            loading.unlock();
        }
    }

    /// Reads a module from a file and makes it ready to run, as [#load(String, byte[])] does.
    ///
    /// @throws ModuleRefusedException if it cannot be read, is too large or is not admitted
    public WasmProgram load(Path file) {
        String name = file.getFileName().toString();
        int limit = limits.module().fileBytes();
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than the limit says that it is too large, whatever the file does
            // meanwhile.
            byte[] bytes = in.readNBytes(limit < Integer.MAX_VALUE ? limit + 1 : limit);
            if (bytes.length > limit) {
                throw new ModuleRefusedException(
                        "%s: more than the limit of %d bytes".formatted(name, limit));
            }
            return load(name, bytes);
        } catch (IOException e) {
            throw new ModuleRefusedException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void requireCompiled(WasmProgram program) {
        if (!program.awaitCompiled(limits.compile().deadline())) {
            program.close();
            String problem =
                    program.name() + ": cannot be compiled, and interpreting is not allowed";
            throw program.compileFailure()
                    .map(cause -> new ModuleRefusedException(problem, cause))
                    .orElseGet(() ->
                            new ModuleRefusedException(
                                    "%s: not done within %d ms"
                                            .formatted(
                                                    problem,
                                                    limits.compile().deadline().toMillis())));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The limits it was made with.
    public SandboxLimits limits() {
        return limits;
    }

    /// How much is going on now.
    public Activity activity() {
        return new Activity(threads.running(), threads.abandoned(), compiler.isStuck());
    }

    /// Stops every run and drops waiting compilations. Callers of stopped runs get
    /// [RunInterrupted]; later ones too.
    @Override
    public void close() {
        compiler.close();
        threads.close();
    }
}
