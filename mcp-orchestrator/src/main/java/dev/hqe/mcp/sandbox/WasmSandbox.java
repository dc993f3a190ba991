package dev.hqe.mcp.sandbox;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

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
        WasmProgram program = admit(file, bytes, mode != CompileMode.INTERPRETED);
        if (mode == CompileMode.COMPILED) {
            requireCompiled(program);
        }
        return program;
    }

    private WasmProgram admit(String file, byte[] bytes, boolean compiles) {
        loading.lock();
        try {
            ModuleShape shape = ModuleScan.scan(file, bytes, limits);
            return new WasmProgram(
                    file,
                    ModuleInspection.sha256(bytes),
                    shape,
                    ChicoryModule.parse(file, bytes, shape),
                    limits,
                    threads,
                    compiler,
                    compiles);
        } finally {
            loading.unlock();
        }
    }

    /// Reads a module from a file and makes it ready to run, as [#load(String, byte[])] does.
    ///
    /// @throws ModuleRefusedException if it cannot be read, is too large or is not admitted
    public WasmProgram load(Path file) {
        return load(ModuleInspection.name(file), ModuleInspection.read(file, limits.module()));
    }

    /// Says what a module would be if it were loaded. Where that does not take a compiler, none is
    /// asked: most programs that somebody looks at never run.
    ///
    /// @throws ModuleRefusedException if it cannot be read, is too large or is not admitted
    public ModuleInspection inspect(Path file) {
        byte[] bytes = ModuleInspection.read(file, limits.module());
        try (WasmProgram program =
                mode == CompileMode.COMPILED
                        ? load(ModuleInspection.name(file), bytes)
                        : admit(ModuleInspection.name(file), bytes, false)) {
            return program.inspection();
        }
    }

    /// A group of runs, for example a Topic's, that shares places and pauses programs that keep
    /// failing. Every call makes a new one; its owner keeps it.
    ///
    /// @param name how messages call it
    /// @param clock for the pauses
    /// @param changes told of every pause and its end, on the thread of the run that caused it;
    ///   must return soon
    public RunGroup group(
            String name, GroupLimits group, InstantSource clock, Consumer<CircuitChange> changes) {
        return new RunGroup(name, group, new CircuitBreaker(name, group, clock, changes));
    }

    /// A group whose pauses nobody hears of.
    ///
    /// @param maxConcurrent runs at the same time
    public RunGroup group(String name, int maxConcurrent) {
        return group(
                name,
                GroupLimits.DEFAULT.withConcurrency(maxConcurrent, GroupLimits.DEFAULT.waiting()),
                InstantSource.system(),
                change -> {});
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
