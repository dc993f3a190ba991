package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Modules that mean harm, interpreted and compiled: each is refused or stopped with its typed
/// error, an honest one answers right after it, and in the end nothing is left of them.
@ParameterizedClass
@EnumSource(names = {"INTERPRETED", "COMPILED"})
@Timeout(180)
class HostileCorpusTest {
    /// Less than any of the memory bombs would leave.
    private static final long NOISE_BYTES = 40L << 20;

    private static WasmSandbox sandbox =
            new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);
    private static long heapBefore;

    @Parameter CompileMode mode = CompileMode.INTERPRETED;

    @BeforeParameterizedClassInvocation
    static void open(CompileMode mode) {
        sandbox.close();
        sandbox = new WasmSandbox(SandboxLimits.DEFAULT, mode);
        assertHonestWorks();
        heapBefore = usedHeap();
    }

    @AfterParameterizedClassInvocation
    static void leavesHeapAndThreadsAsTheyWere() {
        assertThat(sandbox.activity()).isEqualTo(new WasmSandbox.Activity(0, 0, false));
        sandbox.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> sandboxThreads().isEmpty());
        await().atMost(Duration.ofSeconds(20)).until(() -> usedHeap() < heapBefore + NOISE_BYTES);
    }

    private static List<String> sandboxThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hqe-wasm-"))
                .toList();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void assertHonestWorks() {
        byte[] input = "still here".getBytes(StandardCharsets.UTF_8);
        try (WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
                WasmProgram plugin = sandbox.load("plugin.wasm", Plugins.echo())) {
            assertThat(
                            echo.run(
                                            List.of(),
                                            new ByteArrayInputStream(input),
                                            Duration.ofSeconds(20))
                                    .stdout())
                    .isEqualTo(input);
            assertThat(plugin.callExport("echo", input, RunGrant.NONE).stdout()).isEqualTo(input);
        }
    }

    static List<Hostile> corpus() {
        return Hostile.all();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void endsWithItsTypedErrorAndDoesNoHarm(Hostile hostile) {
        Throwable thrown = catchThrowable(() -> run(hostile));

        hostile.end().verify(thrown);
        assertThat(sandbox.activity()).isEqualTo(new WasmSandbox.Activity(0, 0, false));
        assertHonestWorks();
    }

    private static void run(Hostile hostile) {
        try (WasmProgram program = sandbox.load("hostile.wasm", hostile.wasm().get())) {
            RunGrant grant = hostile.end().grant();
            if (hostile.export().isEmpty()) {
                program.run(List.of(), InputStream.nullInputStream(), grant);
            } else {
                program.callExport(hostile.export().get(), new byte[100], grant);
            }
        }
    }

    @Test
    void survivesAThousandHostileCallsAtOnce() throws Exception {
        RunGroup group =
                sandbox.group("hostile", GroupLimits.DEFAULT, InstantSource.system(), change -> {});
        RunGrant grant = RunGrant.NONE.withCpu(Duration.ofMillis(50)).withGroup(group);
        List<Future<Throwable>> calls = new ArrayList<>();

        try (WasmProgram spin = sandbox.load("spin.wasm", Guests.spinWithBr());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                calls.add(
                        callers.submit(() ->
                                catchThrowable(() ->
                                        spin.run(
                                                List.of(), InputStream.nullInputStream(), grant))));
            }
            assertHonestWorks();
            for (Future<Throwable> call : calls) {
                assertThat(call.get())
                        .isInstanceOfAny(
                                DeadlineExceeded.class, SandboxBusy.class, CircuitOpen.class);
            }
        }

        assertThat(group.waiting()).isZero();
        assertThat(sandbox.activity()).isEqualTo(new WasmSandbox.Activity(0, 0, false));
    }
}
