package dev.hqe.mcp.sandbox;

import dev.hqe.kernel.json.Suggestion;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An admitted module, ready to be run any number of times, also at the same time.
///
/// Immutable as seen from outside, and thread-safe. Get one from [WasmSandbox#load].
public final class WasmProgram implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WasmProgram.class.getName());

    private final String name;
    private final String sha256;
    private final ModuleShape shape;
    private final SandboxLimits limits;
    private final GuestThreads threads;
    private final BackgroundCompiler compiler;
    private final boolean compiles;

    /// Open from the moment a compilation is asked for until its end; none if it was refused.
    private final AtomicReference<@Nullable CountDownLatch> compilation = new AtomicReference<>();

    private volatile ChicoryModule.@Nullable Compiled compiled;
    private volatile @Nullable Throwable compileFailure;
    private volatile @Nullable ChicoryModule module;

    WasmProgram(
            String name,
            String sha256,
            ModuleShape shape,
            ChicoryModule module,
            SandboxLimits limits,
            GuestThreads threads,
            BackgroundCompiler compiler,
            boolean compiles) {
        this.name = name;
        this.sha256 = sha256;
        this.shape = shape;
        this.module = module;
        this.limits = limits;
        this.threads = threads;
        this.compiler = compiler;
        this.compiles = compiles;
        requestCompilation(module);
    }

    /// Runs the program without any grant, on a new instance, and waits for its end. The caller may
    /// be a virtual thread. Interrupting the caller stops the guest.
    ///
    /// @param arguments what follows the program's name in `argv`; no zero characters
    /// @param stdin what the guest reads; read on the guest's thread, only as far as the guest
    ///   asks, never buffered whole. It is the caller's to close. A read that blocks must end when
    ///   its thread is interrupted or the stream is closed; the sandbox closes the stream itself
    ///   only when a run that has to be stopped does not react to interruption at once.
    /// @param deadline wall time for this run; [SandboxLimits.Run#deadline()] if that is shorter
    /// @return how it ended, with any exit code
    /// @throws GuestFault if it trapped or broke a limit
    /// @throws PermissionFault if it called for something it is not given
    /// @throws DeadlineExceeded if its time was up
    /// @throws RunInterrupted if the calling thread was interrupted, or the sandbox closed
    ///   meanwhile
    /// @throws HostFault if `stdin` failed or the engine has a defect
    /// @throws SandboxBusy if no turn was free in time
    /// @throws IllegalArgumentException if an argument is too long or has a zero character
    /// @throws IllegalStateException if the program has been closed
    public WasmRun run(List<String> arguments, InputStream stdin, Duration deadline) {
        return run(arguments, stdin, RunGrant.NONE.withWall(deadline));
    }

    /// Runs the program's `_start` once with what it was granted. As [#run(List, InputStream,
    /// Duration)], and:
    ///
    /// @throws CircuitOpen if it is paused for the grant's group
    /// @throws ModuleRefusedException if it is no WASI command or starts with more memory than
    ///   granted
    public WasmRun run(List<String> arguments, InputStream stdin, RunGrant grant) {
        Objects.requireNonNull(stdin, "stdin");
        ChicoryModule runnable = open();
        if (!shape.isCommand()) {
            throw new ModuleRefusedException(
                    name + ": is no WASI command; call one of its exports " + shape.callable());
        }
        List<byte[]> argv = argv(arguments);
        return admitted(
                runnable,
                stdin,
                argv,
                grant,
                (instance, run, code) -> {
                    ChicoryInstance.Ended ended = instance.command(code);
                    return new Outcome(ended, run.wasi().stdout(), run.wasi().stderr());
                });
    }

    /// Calls one of an Extism plugin's exports once, on a new instance, and waits for its end. The
    /// caller may be a virtual thread. Interrupting the caller stops the guest.
    ///
    /// A run that ends with an exit code other than 0 says in [WasmRun#stderr()] what error the
    /// plugin set. What a plugin writes to standard output is dropped.
    ///
    /// @param export one of [ModuleInspection#callable()]
    /// @param input what the plugin reads as its input
    /// @return its output in [WasmRun#stdout()], what it answered as exit code
    /// @throws ModuleRefusedException if it has no such export or starts with more memory than
    ///   granted
    /// @throws GuestFault if it trapped or broke a limit
    /// @throws PermissionFault if it called for something it is not granted
    /// @throws DeadlineExceeded if its time was up
    /// @throws RunInterrupted if the calling thread was interrupted, or the sandbox closed
    ///   meanwhile
    /// @throws HostFault if the [GuestHost] threw or the engine has a defect
    /// @throws SandboxBusy if no turn was free in time
    /// @throws CircuitOpen if it is paused for the grant's group
    /// @throws IllegalStateException if the program has been closed
    public WasmRun callExport(String export, byte[] input, RunGrant grant) {
        ChicoryModule runnable = open();
        if (!shape.callable().contains(export)) {
            throw new ModuleRefusedException(
                    "%s: has no export '%s' of type () -> i32%s; it has %s"
                            .formatted(
                                    name,
                                    export,
                                    Suggestion.among(export, shape.callable()),
                                    shape.callable()));
        }
        return admitted(
                runnable,
                InputStream.nullInputStream(),
                argv(List.of()),
                grant,
                (instance, run, code) -> pluginOutcome(run, instance.plugin(code, export, input)));
    }

    private Outcome pluginOutcome(GuestRun run, ChicoryInstance.Ended ended) {
        Optional<String> error = run.plugin().error(limits.run().errorBytes());
        // An error counts even if the plugin answers 0, as in Extism.
        ChicoryInstance.Ended seen =
                error.isPresent() && ended.exitCode() == 0
                        ? new ChicoryInstance.Ended(1, ended.peakMemoryPages())
                        : ended;
        return new Outcome(seen, run.plugin().output(), error.orElseGet(run.wasi()::stderr));
    }

    /// What a guest's part of a run comes to.
    // Internal and short-lived; nobody compares it.
    @SuppressWarnings("ArrayRecordComponent")
    private record Outcome(ChicoryInstance.Ended ended, byte[] output, String error) {}

    /// The guest's part of a run.
    @FunctionalInterface
    private interface Work {
        Outcome run(ChicoryInstance instance, GuestRun run, Optional<ChicoryModule.Compiled> code);
    }

    private ChicoryModule open() {
        ChicoryModule runnable = module;
        if (runnable == null) {
            throw new IllegalStateException(name + ": the program has been closed");
        }
        return runnable;
    }

    private WasmRun admitted(
            ChicoryModule runnable,
            InputStream stdin,
            List<byte[]> argv,
            RunGrant grant,
            Work work) {
        RunGrant bounded = grant.within(limits.run());
        if (shape.initialPages() > bounded.memoryPages()) {
            throw new ModuleRefusedException(
                    "%s: starts with %d pages of memory, %d are granted; raise permissions.limits.memory_pages in topic.yaml"
                            .formatted(name, shape.initialPages(), bounded.memoryPages()));
        }
        // A compilation that was refused for now is asked for again.
        requestCompilation(runnable);
        if (bounded.group().isEmpty()) {
            return started(runnable, stdin, argv, bounded, RunGroup.Seat.NONE, work);
        }
        return inGroup(
                bounded.group().get(), seat -> started(runnable, stdin, argv, bounded, seat, work));
    }

    private WasmRun inGroup(RunGroup group, Function<RunGroup.Seat, WasmRun> run) {
        CircuitBreaker breaker = group.breaker();
        breaker.check(name, sha256);
        RunGroup.Seat seat = group.enter(name, limits.run().queueWait());
        try {
            // Again: whoever waited may have waited for runs that failed.
            breaker.admit(name, sha256);
        } catch (CircuitOpen e) {
            seat.leave();
            throw e;
        }
        WasmRun ended;
        try {
            ended = run.apply(seat);
        } catch (SandboxException e) {
            breaker.ended(name, sha256, Optional.of(e));
            throw e;
        } catch (RuntimeException | Error e) {
            // No outcome of the guest's; a trial must not stay open because of it.
            breaker.ended(name, sha256, Optional.of(new HostFault(name + ": not run", e)));
            throw e;
        }
        breaker.ended(name, sha256, Optional.empty());
        return ended;
    }

    private WasmRun started(
            ChicoryModule runnable,
            InputStream stdin,
            List<byte[]> argv,
            RunGrant grant,
            RunGroup.Seat seat,
            Work work) {
        return threads.run(
                name,
                call -> {
                    long start = System.nanoTime();
                    GuestRun run =
                            new GuestRun(
                                    new WasiCalls(name, limits.run(), grant, argv, stdin),
                                    new PluginCalls(name, grant),
                                    grant.memoryPages(),
                                    call::stopped);
                    Outcome outcome =
                            work.run(
                                    new ChicoryInstance(runnable, run, limits),
                                    run,
                                    Optional.ofNullable(compiled));
                    return new WasmRun(
                            outcome.ended().exitCode(),
                            outcome.output(),
                            outcome.error(),
                            Duration.ofNanos(System.nanoTime() - start),
                            outcome.ended().peakMemoryPages());
                },
                stdin,
                grant,
                seat);
    }

    private List<byte[]> argv(List<String> arguments) {
        List<byte[]> argv = new ArrayList<>();
        argv.add(name.getBytes(StandardCharsets.UTF_8));
        long size = 0;
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "%s: argument %d has a zero character".formatted(name, argv.size()));
            }
            byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
            size += bytes.length + 1;
            if (size > limits.run().argumentBytes()) {
                throw new IllegalArgumentException(
                        "%s: arguments of more than %d bytes; pass data on standard input"
                                .formatted(name, limits.run().argumentBytes()));
            }
            argv.add(bytes);
        }
        return argv;
    }

    /// The name it was loaded under, which is also its `argv[0]`.
    public String name() {
        return name;
    }

    /// The SHA-256 of the module's bytes, in lower-case hexadecimal.
    public String sha256() {
        return sha256;
    }

    /// The functions it imports, in the order of its import section.
    public List<String> imports() {
        return shape.imports().stream().map(ImportedFunction::name).toList();
    }

    /// What it imports, exports and therefore needs.
    public ModuleInspection inspection() {
        return ModuleInspection.of(name, sha256, shape);
    }

    /// Whether the next run will be compiled code.
    public boolean compiled() {
        return compiled != null;
    }

    /// Waits for the end of a compilation that is queued or going. Returns at once when there is
    /// none, and when the compiler is stuck: then this program runs interpreted for now.
    ///
    /// @return [#compiled()], false also when the time is over or the thread is interrupted
    public boolean awaitCompiled(Duration time) {
        CountDownLatch decided = compilation.get();
        if (decided == null || compiler.isStuck()) {
            return compiled();
        }
        try {
            boolean inTime = decided.await(time.toNanos(), TimeUnit.NANOSECONDS);
            return inTime && compiled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Optional<Throwable> compileFailure() {
        return Optional.ofNullable(compileFailure);
    }

    private void requestCompilation(ChicoryModule runnable) {
        CountDownLatch decided = new CountDownLatch(1);
        if (compiles
                && compilation.compareAndSet(null, decided)
                && !compiler.request(() -> compile(runnable, decided), () -> dropped(decided))) {
            dropped(decided);
        }
    }

    /// It may be asked for again, and nobody waits for it meanwhile.
    private void dropped(CountDownLatch decided) {
        compilation.set(null);
        decided.countDown();
    }

    private void compile(ChicoryModule runnable, CountDownLatch decided) {
        long start = System.nanoTime();
        long allowed = limits.compile().deadline().toNanos();
        try {
            if (module == null) {
                return;
            }
            ChicoryModule.Compiled code = runnable.compile(() -> elapsed(start) > allowed);
            long millis = elapsed(start) / 1_000_000;
            if (elapsed(start) > allowed) {
                // Its classes are as bloated as the time says; the interpreter is the safer way.
                LOG.log(Level.WARNING, "{0}: stays interpreted, compiled in {1} ms", name, millis);
            } else if (module != null) {
                compiled = code;
                LOG.log(Level.DEBUG, "{0}: compiled in {1} ms", name, millis);
            }
        } catch (Throwable thrown) {
            // The compiler throws anything for code it cannot express; interpreting still works.
            compileFailure = thrown;
            LOG.log(Level.INFO, name + ": stays interpreted, it cannot be compiled", thrown);
        } finally {
            if (module == null) {
                compiled = null;
            }
            decided.countDown();
        }
    }

    private static long elapsed(long start) {
        return System.nanoTime() - start;
    }

    /// Lets go of the module and its compiled classes. Runs that are going end by themselves.
    @Override
    public void close() {
        module = null;
        compiled = null;
    }

    @Override
    public String toString() {
        return "WasmProgram[" + name + ", sha256=" + sha256 + "]";
    }
}
