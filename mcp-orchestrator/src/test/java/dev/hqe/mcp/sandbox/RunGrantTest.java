package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a run gets only if it was granted, and no more than was granted.
@Timeout(120)
class RunGrantTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final WasmSandbox sandbox =
            new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private WasmRun run(byte[] wasm, RunGrant grant) {
        try (WasmProgram program = sandbox.load("guest.wasm", wasm)) {
            return program.run(List.of(), InputStream.nullInputStream(), grant);
        }
    }

    @Test
    void tellsTheGrantedTime() {
        WasmRun run =
                run(
                        Guests.writes("clock_time_get", 8, c -> c.i32(0).i64(0).i32(1_024)),
                        RunGrant.NONE.withClock(InstantSource.fixed(NOON)));

        long nanos = ByteBuffer.wrap(run.stdout()).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(nanos).isEqualTo(NOON.getEpochSecond() * 1_000_000_000);
    }

    @Test
    void refusesTheTimeThatIsNotGranted() {
        byte[] wasm = Guests.writes("clock_time_get", 8, c -> c.i32(0).i64(0).i32(1_024));

        assertThatThrownBy(() -> run(wasm, RunGrant.NONE))
                .isInstanceOf(PermissionFault.class)
                .hasMessageContaining("permission 'clock' is not granted")
                .hasMessageContaining("add 'clock: true' to permissions in topic.yaml");
    }

    @Test
    void givesRandomBytesUpToTheirNumber() {
        byte[] wasm = Guests.writes("random_get", 32, c -> c.i32(1_024).i32(32));
        byte[] greedy = Guests.writes("random_get", 32, c -> c.i32(1_024).i32(1 << 20));

        WasmRun first = run(wasm, RunGrant.NONE.withEntropy());
        WasmRun second = run(wasm, RunGrant.NONE.withEntropy());

        assertThat(first.stdout()).hasSize(32).isNotEqualTo(second.stdout());
        assertThatThrownBy(() -> run(greedy, RunGrant.NONE.withEntropy()))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(GuestFault.Kind.HOST_LIMIT));
        assertThatThrownBy(() -> run(wasm, RunGrant.NONE)).isInstanceOf(PermissionFault.class);
    }

    @Test
    void sleepsForAGuestWithAClock() {
        // One subscription at 0: a clock (tag 0), the monotonic one (1), 1,000 ns from now.
        byte[] wasm =
                Guests.writes(
                        "poll_oneoff",
                        8,
                        c ->
                                c.store(0, 77)
                                        .store(16, 1)
                                        .store(24, 1_000)
                                        .i32(0)
                                        .i32(1_024)
                                        .i32(1)
                                        .i32(2_048));

        WasmRun run = run(wasm, RunGrant.NONE.withClock(InstantSource.system()));

        assertThat(run.stdout()).startsWith(77, 0, 0, 0);
    }

    @Test
    void endsASleepThatIsLongerThanTheRunMayTake() {
        byte[] wasm =
                Guests.writes(
                        "poll_oneoff", 8, c -> c.store(28, -1).i32(0).i32(1_024).i32(1).i32(2_048));
        RunGrant grant =
                RunGrant.NONE.withClock(InstantSource.system()).withWall(Duration.ofMillis(100));

        assertThatThrownBy(() -> run(wasm, grant))
                .isInstanceOfSatisfying(
                        DeadlineExceeded.class,
                        late -> assertThat(late.clock()).isEqualTo(DeadlineExceeded.Clock.WALL));
    }

    @Test
    void stopsAGuestThatUsesMoreCpuTimeThanGranted() {
        assertThatThrownBy(() ->
                        run(Guests.spinWithBr(), RunGrant.NONE.withCpu(Duration.ofMillis(50))))
                .isInstanceOfSatisfying(
                        DeadlineExceeded.class,
                        late -> assertThat(late.clock()).isEqualTo(DeadlineExceeded.Clock.CPU))
                .hasMessageContaining(
                        "50 ms of CPU time (permissions.limits.cpu_ms in topic.yaml)");
    }

    @Test
    void doesNotCountTheTimeThatTheHostTakes() {
        CountDownLatch never = new CountDownLatch(1);
        var host =
                new RecordingHost()
                        .answering(request -> {
                            awaitBriefly(never);
                            return new HostAnswer.Absent<>();
                        });
        RunGrant grant = RunGrant.NONE.withHost(host).withCpu(Duration.ofSeconds(1));

        try (WasmProgram program =
                sandbox.load("plugin.wasm", Plugins.passes(UserFunction.MODULE, "hqe_kv_get"))) {
            WasmRun run = program.callExport("ask", new byte[] {1}, grant);

            assertThat(run.stdoutText()).isEqualTo("null");
        }
    }

    /// Longer than the CPU time of the test above, without using any.
    private static void awaitBriefly(CountDownLatch never) {
        try {
            assertThat(never.await(1_200, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody should stop this", e);
        }
    }

    @Test
    void givesNoMoreMemoryThanGranted() {
        // Exits with 42 when growing has failed.
        WasmRun run = run(Guests.growUntilRefused(), RunGrant.NONE.withMemoryPages(5));

        assertThat(run.exitCode()).isEqualTo(42);
        assertThat(run.peakMemoryPages()).isEqualTo(5);
    }

    @Test
    void refusesAModuleThatStartsWithMoreMemoryThanGranted() {
        byte[] wasm = new WasmModuleBuilder().memory(9).main("", c -> {}).build();

        assertThatThrownBy(() -> run(wasm, RunGrant.NONE.withMemoryPages(8)))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageContaining("starts with 9 pages of memory, 8 are granted")
                .hasMessageContaining("permissions.limits.memory_pages");
    }

    @Test
    void takesNoMoreOutputThanGranted() {
        assertThatThrownBy(() -> run(Guests.flood(1), RunGrant.NONE.withOutputBytes(1_000)))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(GuestFault.Kind.OUTPUT_LIMIT));
    }

    @Test
    void givesNoMoreThanTheSandboxAllows() {
        RunGrant within = RunGrant.NONE.withMemoryPages(1 << 20).within(SandboxLimits.Run.DEFAULT);

        assertThat(within.memoryPages()).isEqualTo(SandboxLimits.Run.DEFAULT.memoryPages());
        assertThat(within.wall()).isEqualTo(SandboxLimits.Run.DEFAULT.deadline());
        assertThat(within.outputBytes()).isEqualTo(SandboxLimits.Run.DEFAULT.outputBytes());
    }
}
