package dev.hqe.mcp.sandbox;

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

    /// Runs the program once, on a new instance, and waits for its end. The caller may be a virtual
    /// thread. Interrupting the caller stops the guest.
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
        Objects.requireNonNull(stdin, "stdin");
        ChicoryModule runnable = module;
        if (runnable == null) {
            throw new IllegalStateException(name + ": the program has been closed");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive, was " + deadline);
        }
        List<byte[]> argv = argv(arguments);
        // A compilation that was refused for now is asked for again.
        requestCompilation(runnable);
        Duration longest = limits.run().deadline();
        return threads.run(
                name,
                call -> guest(runnable, argv, stdin, call),
                stdin,
                deadline.compareTo(longest) < 0 ? deadline : longest);
    }

    private WasmRun guest(
            ChicoryModule runnable, List<byte[]> argv, InputStream stdin, GuestCall<?> call) {
        long start = System.nanoTime();
        WasiCalls wasi = new WasiCalls(name, limits.run(), argv, stdin, call::stopped);
        ChicoryModule.Ended ended = runnable.run(Optional.ofNullable(compiled), wasi, limits);
        return new WasmRun(
                ended.exitCode(),
                wasi.stdout(),
                wasi.stderr(),
                Duration.ofNanos(System.nanoTime() - start),
                ended.peakMemoryPages());
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

    /// The WASI functions it imports, in the order of its import section.
    public List<String> imports() {
        return shape.imports();
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
