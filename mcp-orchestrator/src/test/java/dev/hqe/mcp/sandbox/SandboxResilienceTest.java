package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Bad streams, cancellation, many callers: the sandbox answers and goes on.
@ParameterizedClass
@EnumSource(names = {"INTERPRETED", "COMPILED"})
@Timeout(120)
class SandboxResilienceTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    @Parameter CompileMode mode = CompileMode.INTERPRETED;

    private WasmSandbox sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);

    @BeforeEach
    void open() {
        reopen(SandboxLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void reopen(SandboxLimits limits) {
        sandbox.close();
        sandbox = new WasmSandbox(limits, mode);
    }

    private void assertWorks() {
        byte[] input = "still here".getBytes(StandardCharsets.UTF_8);
        try (WasmProgram echo = sandbox.load("echo.wasm", Guests.echo())) {
            WasmRun run = echo.run(List.of(), new ByteArrayInputStream(input), LONG);
            assertThat(run.stdout()).isEqualTo(input);
        }
    }

    private static long guestThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hqe-wasm-guest-"))
                .count();
    }

    @Test
    void runsOneProgramForManyVirtualThreads() throws Exception {
        try (WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WasmRun>> runs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] input = ("caller " + i).getBytes(StandardCharsets.UTF_8);
                runs.add(
                        callers.submit(
                                () -> echo.run(List.of(), new ByteArrayInputStream(input), LONG)));
            }

            for (int i = 0; i < runs.size(); i++) {
                assertThat(runs.get(i).get().stdoutText()).isEqualTo("caller " + i);
            }
        }
    }

    @Test
    void refusesARunWhenAllTurnsAreTaken() throws Exception {
        reopen(SandboxLimits.DEFAULT.withRun(SandboxLimits.Run.DEFAULT.withConcurrency(1, SHORT)));
        WasmProgram spin = sandbox.load("spin.wasm", Guests.spinWithBr());
        CompletableFuture<WasmRun> first =
                CompletableFuture.supplyAsync(
                        () -> spin.run(List.of(), InputStream.nullInputStream(), LONG));
        await().until(() -> sandbox.activity().running() == 1);

        assertThatThrownBy(() -> spin.run(List.of(), InputStream.nullInputStream(), LONG))
                .isInstanceOf(SandboxBusy.class)
                .hasMessageContaining("1 runs are going and none ended within 150 ms");

        sandbox.close();
        assertThatThrownBy(first::get).hasCauseInstanceOf(RunInterrupted.class);
    }

    @Test
    void stopsTheGuestWhenItsCallerIsInterrupted() throws Exception {
        WasmProgram spin = sandbox.load("spin.wasm", Guests.spinWithBr());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                spin.run(List.of(), InputStream.nullInputStream(), LONG);
                            } catch (SandboxException e) {
                                thrown.set(e);
                                flag.set(Thread.currentThread().isInterrupted());
                            }
                        });
        await().until(() -> sandbox.activity().running() == 1);

        caller.interrupt();
        caller.join();

        assertThat(thrown.get())
                .isInstanceOf(RunInterrupted.class)
                .hasMessage("spin.wasm: the call was cancelled");
        assertThat(flag.get()).isTrue();
        assertThat(sandbox.activity().running()).isZero();
        assertWorks();
    }

    @Test
    void stopsAGuestThatWaitsForInput() throws Exception {
        WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());

        try (var writer = new PipedOutputStream();
                var silent = new PipedInputStream(writer)) {
            assertThatThrownBy(() -> echo.run(List.of(), silent, SHORT))
                    .isInstanceOf(DeadlineExceeded.class)
                    .hasMessageEndingWith("150 ms");
        }
        assertThat(sandbox.activity()).isEqualTo(new WasmSandbox.Activity(0, 0, false));
    }

    @Test
    void closesAStreamThatIgnoresInterruption() {
        WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
        CountDownLatch closed = new CountDownLatch(1);
        InputStream deaf = new DeafStream(closed, true);

        assertThatThrownBy(() -> echo.run(List.of(), deaf, SHORT))
                .isInstanceOf(DeadlineExceeded.class)
                .hasMessageEndingWith("150 ms");

        assertThat(closed.getCount()).isZero();
        assertWorks();
    }

    @Test
    void givesUpAThreadThatCannotBeStoppedAndTakesItBackWhenItEnds() {
        reopen(
                SandboxLimits.DEFAULT.withRun(
                        SandboxLimits.Run.DEFAULT.withStopGrace(Duration.ofMillis(50))));
        WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
        CountDownLatch release = new CountDownLatch(1);
        int places = SandboxLimits.DEFAULT.run().abandoned();

        for (int i = 0; i < places; i++) {
            InputStream dead = new DeafStream(release, false);
            assertThatThrownBy(() -> echo.run(List.of(), dead, Duration.ofMillis(20)))
                    .isInstanceOf(DeadlineExceeded.class)
                    .hasMessageContaining("was given up");
        }

        assertThat(sandbox.activity().abandoned()).isEqualTo(places);
        assertWorks();
        release.countDown();
        await().untilAsserted(() ->
                assertThat(sandbox.activity()).isEqualTo(new WasmSandbox.Activity(0, 0, false)));
    }

    @Test
    void blamesTheHostForAStreamThatFails() {
        WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
        IOException broken = new IOException("disk on fire");
        InputStream failing =
                new GivenStream(() -> {
                    throw broken;
                });

        assertThatThrownBy(() -> echo.run(List.of(), failing, LONG))
                .isInstanceOf(HostFault.class)
                .hasMessage("echo.wasm: reading standard input failed")
                .hasCause(broken);
        assertWorks();
    }

    @Test
    void readsInputOnlyAsFarAsTheGuestAsks() {
        WasmProgram exit = sandbox.load("exit.wasm", Guests.exit(0));
        InputStream untouchable =
                new GivenStream(() -> {
                    throw new AssertionError("nobody asked for input");
                });

        assertThatCode(() -> exit.run(List.of(), untouchable, LONG)).doesNotThrowAnyException();
    }

    @Test
    void keepsNoThreadPerFailedRun() {
        WasmProgram spin = sandbox.load("spin.wasm", Guests.spinWithBr());
        WasmProgram trap = sandbox.load("trap.wasm", Guests.plain(c -> c.op(0x00)));
        WasmProgram deep = sandbox.load("deep.wasm", Guests.recursion());
        long before = guestThreads();

        for (int i = 0; i < 20; i++) {
            for (WasmProgram program : List.of(spin, trap, deep)) {
                assertThatThrownBy(() ->
                                program.run(
                                        List.of(),
                                        InputStream.nullInputStream(),
                                        Duration.ofMillis(30)))
                        .isInstanceOf(SandboxException.class);
            }
        }

        // A finished thread may miss the next run by a moment; what counts is that 60 runs do not
        // leave 60 threads.
        assertThat(guestThreads() - before)
                .isLessThanOrEqualTo(SandboxLimits.DEFAULT.run().concurrent());
        assertWorks();
    }

    @Test
    void boundsTheHeapThatDeepRecursionTakes() {
        var module = new WasmModuleBuilder();
        int down =
                module.function(
                        ":",
                        "i".repeat(1_999),
                        c -> {
                            for (int i = 0; i < 1_000; i++) {
                                c.block();
                            }
                            c.call(0);
                            for (int i = 0; i < 1_000; i++) {
                                c.end();
                            }
                        });
        byte[] wasm = module.main("", c -> c.call(down)).build();
        WasmProgram wide = sandbox.load("wide.wasm", wasm);

        assertThatThrownBy(() -> wide.run(List.of(), InputStream.nullInputStream(), LONG))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault ->
                                assertThat(fault.kind())
                                        .isEqualTo(GuestFault.Kind.STACK_EXHAUSTED));
    }

    @Test
    void stopsEverythingWhenClosed() throws Exception {
        WasmProgram spin = sandbox.load("spin.wasm", Guests.spinWithBr());
        List<CompletableFuture<WasmRun>> runs = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                runs.add(
                        CompletableFuture.supplyAsync(
                                () -> spin.run(List.of(), InputStream.nullInputStream(), LONG),
                                callers));
            }
            await().until(() -> sandbox.activity().running() == 5);

            sandbox.close();

            for (CompletableFuture<WasmRun> run : runs) {
                assertThatThrownBy(run::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(RunInterrupted.class);
            }
        }
        await().untilAsserted(() -> assertThat(guestThreads()).isZero());
        assertThatThrownBy(() -> spin.run(List.of(), InputStream.nullInputStream(), LONG))
                .isInstanceOf(RunInterrupted.class)
                .hasMessageContaining("the sandbox is closed");
    }

    @Test
    void refusesRunsOfAClosedProgram() {
        WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
        echo.close();

        assertThatThrownBy(() -> echo.run(List.of(), InputStream.nullInputStream(), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("echo.wasm: the program has been closed");
    }

    @Test
    void refusesArgumentsItCannotPass() {
        WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());

        assertThatThrownBy(() -> echo.run(List.of("a\0b"), InputStream.nullInputStream(), LONG))
                .hasMessageContaining("argument 1 has a zero character");
        assertThatThrownBy(() ->
                        echo.run(List.of("x".repeat(100_000)), InputStream.nullInputStream(), LONG))
                .hasMessageContaining("pass data on standard input");
    }

    /// Blocks without minding interruption, until its latch opens; closing may open it.
    private static final class DeafStream extends GivenStream {
        private final CountDownLatch latch;
        private final boolean closable;

        DeafStream(CountDownLatch latch, boolean closable) {
            super(() -> awaitDeaf(latch));
            this.latch = latch;
            this.closable = closable;
        }

        private static int awaitDeaf(CountDownLatch latch) {
            while (true) {
                try {
                    latch.await();
                    return -1;
                } catch (InterruptedException e) {
                    // Deaf: the flag stays cleared.
                }
            }
        }

        @Override
        public void close() {
            if (closable) {
                latch.countDown();
            }
        }
    }
}
