package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From interpreted to compiled and back to nothing.
@Timeout(120)
class BackgroundCompilationTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /// Longer than a test may take.
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void runsInterpretedUntilCompiled() {
        try (var sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.BACKGROUND)) {
            WasmProgram program = sandbox.load("rich.wasm", Guests.rich());
            WasmRun first = program.run(List.of(), InputStream.nullInputStream(), LONG);

            assertThat(program.awaitCompiled(LONG)).isTrue();
            WasmRun second = program.run(List.of(), InputStream.nullInputStream(), LONG);

            assertThat(first.stdoutText()).isEqualTo("abc").isEqualTo(second.stdoutText());
            assertThat(first.exitCode()).isEqualTo(5).isEqualTo(second.exitCode());
        }
    }

    @Test
    void neverCompilesWhenToldTo() {
        try (var sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED)) {
            WasmProgram program = sandbox.load("rich.wasm", Guests.rich());

            assertThat(program.awaitCompiled(Duration.ofMillis(50))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3_000, 5_000, 12_000})
    void leavesFunctionsThatDoNotFitAJvmMethodToTheInterpreter(int additions) {
        var module = new WasmModuleBuilder();
        int exit = module.wasi("proc_exit");
        int sum =
                module.function(
                        "i:i",
                        "",
                        c -> {
                            for (int i = 0; i < additions; i++) {
                                c.get(0).i32(1_000_000).op(0x6a).set(0);
                            }
                            c.get(0);
                        });
        byte[] wasm = module.main("", c -> c.i32(0).call(sum).call(exit)).build();

        try (var sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.COMPILED)) {
            WasmProgram program = sandbox.load("long.wasm", wasm);
            WasmRun run = program.run(List.of(), InputStream.nullInputStream(), LONG);

            assertThat(program.compiled()).isTrue();
            assertThat(run.exitCode()).isEqualTo(additions * 1_000_000);
        }
    }

    @Test
    void staysInterpretedWhenTheCompilerTakesTooLong() {
        SandboxLimits impatient =
                SandboxLimits.DEFAULT.withCompile(
                        new SandboxLimits.Compile(Duration.ofNanos(1), 4, 15_000, 4_096));
        try (var sandbox = new WasmSandbox(impatient, CompileMode.BACKGROUND)) {
            WasmProgram program = sandbox.load("rich.wasm", Guests.rich());

            assertThat(program.awaitCompiled(LONG)).isFalse();
            WasmRun run = program.run(List.of(), InputStream.nullInputStream(), LONG);

            assertThat(run.exitCode()).isEqualTo(5);
        }
        try (var sandbox = new WasmSandbox(impatient, CompileMode.COMPILED)) {
            assertThatThrownBy(() -> sandbox.load("rich.wasm", Guests.rich()))
                    .isInstanceOf(ModuleRefusedException.class)
                    .hasMessageContaining("cannot be compiled");
        }
    }

    @Test
    void takesOnNothingWhileACompilationIsStuck() {
        var limits = new SandboxLimits.Compile(Duration.ofMillis(10), 4, 15_000, 4_096);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch next = new CountDownLatch(1);
        try (var compiler = new BackgroundCompiler(limits)) {
            compiler.request(
                    () -> {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    () -> {});
            await().until(compiler::isStuck);

            assertThat(compiler.request(next::countDown, () -> {})).isFalse();

            release.countDown();
            await().until(() -> compiler.request(next::countDown, () -> {}));
            await().until(() -> next.getCount() == 0);
        }
    }

    @Test
    void nobodyWaitsForACompilationThatIsNotGoingOn() throws Exception {
        var limits = new SandboxLimits.Compile(Duration.ofMinutes(5), 1, 15_000, 4_096);
        CountDownLatch going = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        var compiler = new BackgroundCompiler(limits);
        compiler.request(
                () -> {
                    going.countDown();
                    awaitUninterruptibly(release);
                },
                () -> {});
        going.await();
        var threads = new GuestThreads(SandboxLimits.Run.DEFAULT);
        WasmProgram queued = program(threads, compiler);
        WasmProgram refused = program(threads, compiler);

        assertThat(refused.awaitCompiled(NEVER)).as("the queue is full").isFalse();
        compiler.close();
        assertThat(queued.awaitCompiled(NEVER)).as("the queue is dropped").isFalse();

        release.countDown();
        threads.close();
    }

    private static WasmProgram program(GuestThreads threads, BackgroundCompiler compiler) {
        byte[] wasm = Guests.rich();
        ModuleShape shape = ModuleScan.scan("rich.wasm", wasm, SandboxLimits.DEFAULT);
        return new WasmProgram(
                "rich.wasm",
                "",
                shape,
                ChicoryModule.parse("rich.wasm", wasm, shape),
                SandboxLimits.DEFAULT,
                threads,
                compiler,
                true);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // Like the engine's compiler, which takes no notice.
            }
        }
    }

    @Test
    void letsGoOfCompiledClassesWhenClosed() {
        try (var sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.COMPILED)) {
            WeakReference<ClassLoader> loader = runAndClose(sandbox);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        System.gc();
                        assertThat(loader.refersTo(null)).isTrue();
                    });
        }
    }

    /// Its own method, so that nothing of the program stays on the test's stack.
    private static WeakReference<ClassLoader> runAndClose(WasmSandbox sandbox) {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        InputStream looksAtItsCaller =
                new GivenStream(() -> {
                    loaders.add(new WeakReference<>(compiledCaller()));
                    return -1;
                });
        try (WasmProgram program = sandbox.load("echo.wasm", Guests.echo())) {
            program.run(List.of(), looksAtItsCaller, LONG);
        }
        return loaders.getFirst();
    }

    private static ClassLoader compiledCaller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames ->
                        frames.filter(frame -> frame.getClassName().contains("$gen"))
                                .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                                .findFirst())
                .orElseThrow()
                .getClassLoader();
    }
}
