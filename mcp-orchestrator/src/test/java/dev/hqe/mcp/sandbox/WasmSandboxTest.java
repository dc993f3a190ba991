package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a guest can do and what it cannot, interpreted and compiled.
@ParameterizedClass
@EnumSource(names = {"INTERPRETED", "COMPILED"})
class WasmSandboxTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Parameter CompileMode mode = CompileMode.INTERPRETED;

    private WasmSandbox sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);

    @BeforeEach
    void open() {
        sandbox.close();
        sandbox = new WasmSandbox(SandboxLimits.DEFAULT, mode);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private WasmRun run(byte[] wasm, InputStream stdin, Duration deadline, String... arguments) {
        try (WasmProgram program = sandbox.load("guest.wasm", wasm)) {
            return program.run(List.of(arguments), stdin, deadline);
        }
    }

    private WasmRun run(byte[] wasm) {
        return run(wasm, InputStream.nullInputStream(), LONG);
    }

    @Test
    void echoesStandardInput() {
        byte[] input = "hällo wörld\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);

        WasmRun run = run(Guests.echo(), new ByteArrayInputStream(input), LONG);

        assertThat(run.exitCode()).isZero();
        assertThat(run.stdout()).isEqualTo(input);
        assertThat(run.peakMemoryPages()).isEqualTo(1);
    }

    @Test
    void passesArguments() {
        WasmRun run =
                run(Guests.arguments(), InputStream.nullInputStream(), LONG, "--json", "", "ü");

        assertThat(run.stdoutText()).isEqualTo("guest.wasm\0--json\0\0ü\0");
    }

    @Test
    void answersWithExitCode() {
        WasmRun run = run(Guests.exit(7));

        assertThat(run.exitCode()).isEqualTo(7);
    }

    @Test
    void keepsStandardErrorUpToALimit() {
        byte[] wasm = Guests.says(2, "x".repeat(30_000), c -> {});

        WasmRun run = run(wasm);

        assertThat(run.stderr()).hasSize(SandboxLimits.DEFAULT.run().errorBytes());
        assertThat(run.stdout()).isEmpty();
    }

    @Test
    void saysWhatTheGuestSaidWhenItTrapped() {
        byte[] wasm = Guests.says(2, "panicked at line 12", c -> c.op(0x00));

        assertThatThrownBy(() -> run(wasm))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(GuestFault.Kind.TRAP))
                .hasMessageContaining("guest.wasm")
                .hasMessageContaining("panicked at line 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "br_if", "br_table", "start section", "memory.fill"})
    void stopsEndlessLoops(String loop) {
        byte[] wasm =
                switch (loop) {
                    case "br" -> Guests.spinWithBr();
                    case "br_if" -> Guests.spinWithBrIf();
                    case "br_table" -> Guests.spinWithBrTable();
                    case "start section" -> Guests.spinInStartSection();
                    default -> Guests.spinWithBulkFill(512);
                };

        assertThatThrownBy(() -> run(wasm, InputStream.nullInputStream(), SHORT))
                .isInstanceOf(DeadlineExceeded.class)
                .hasMessage("guest.wasm: stopped after its deadline of 200 ms");
        assertThat(sandbox.activity().running()).isZero();
    }

    @Test
    void answersMinusOneWhenMemoryIsAtItsLimit() {
        WasmRun run = run(Guests.growUntilRefused());

        assertThat(run.exitCode()).isEqualTo(42);
        assertThat(run.peakMemoryPages()).isEqualTo(SandboxLimits.DEFAULT.run().memoryPages());
    }

    @ParameterizedTest
    @ValueSource(ints = {200_000, Integer.MAX_VALUE, -1})
    void answersMinusOneWhenTableIsAtItsLimit(int by) {
        WasmRun run = run(Guests.growTable(by));

        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void startsEveryRunWithTheTableAsItWas() {
        try (WasmProgram program = sandbox.load("guest.wasm", Guests.growTable(60_000))) {
            for (int i = 0; i < 3; i++) {
                WasmRun run = program.run(List.of(), InputStream.nullInputStream(), LONG);

                assertThat(run.exitCode()).isEqualTo(1 + 2);
            }
        }
    }

    @Test
    void endsRecursionWithoutEnd() {
        assertThatThrownBy(() -> run(Guests.recursion()))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault ->
                                assertThat(fault.kind())
                                        .isEqualTo(GuestFault.Kind.STACK_EXHAUSTED));
    }

    @Test
    void endsRecursionThatPilesUpOperands() {
        assertThatThrownBy(() -> run(Guests.recursionWithOperands(2_000)))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault ->
                                assertThat(fault.kind())
                                        .isEqualTo(GuestFault.Kind.STACK_EXHAUSTED));
    }

    @Test
    void endsAnOutputFlood() {
        assertThatThrownBy(() -> run(Guests.flood(1)))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(GuestFault.Kind.OUTPUT_LIMIT))
                .hasMessageContaining("16777216 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path_open:FILES",
                "path_unlink_file:FILES",
                "clock_time_get:CLOCK",
                "clock_res_get:CLOCK",
                "poll_oneoff:CLOCK",
                "random_get:ENTROPY",
                "sock_send:NETWORK",
                "proc_raise:PROCESS"
            })
    void endsACallForSomethingNotGranted(String functionAndPermission) {
        String function = functionAndPermission.substring(0, functionAndPermission.indexOf(':'));
        String permission = functionAndPermission.substring(function.length() + 1);

        assertThatThrownBy(() -> run(Guests.calls(function)))
                .isInstanceOfSatisfying(
                        PermissionFault.class,
                        fault -> {
                            assertThat(fault.permission())
                                    .isEqualTo(Permission.valueOf(permission));
                            assertThat(fault.function()).isEqualTo(function);
                        })
                .hasMessageContaining("is not granted");
    }

    @Test
    void endsABadMemoryAccess() {
        byte[] wasm = Guests.plain(c -> c.i32(-8).load().drop());

        assertThatThrownBy(() -> run(wasm)).isInstanceOf(GuestFault.class);
    }

    @Test
    void endsABadPointerGivenToAWasiFunction() {
        var module = new WasmModuleBuilder();
        int write = module.wasi("fd_write");
        module.main("", c -> c.i32(1).i32(-4).i32(1).i32(8).call(write).drop());

        assertThatThrownBy(() -> run(module.build()))
                .isInstanceOf(GuestFault.class)
                .hasMessageContaining("out of bounds");
    }

    @ParameterizedTest
    @CsvSource({
        "fd_prestat_get, 3, 0", "fd_prestat_get, 4, 8", "fd_fdstat_get, 0, 0",
                "fd_fdstat_get, 3, 0",
        "fd_fdstat_get, 9, 8", "fd_filestat_get, 1, 0", "fd_filestat_get, -1, 8", "fd_tell, 1, 70",
        "fd_tell, 7, 8", "environ_sizes_get, 64, 0"
    })
    void answersErrorNumbersOfDescriptors(String function, int first, int expected) {
        WasmRun run = run(Guests.errorNumber(function, first, 128));

        assertThat(run.exitCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"fd_read, 1", "fd_write, 0", "fd_write, 3", "fd_read, 3"})
    void refusesTheWrongDirectionOfAStream(String function, int descriptor) {
        WasmRun run = run(Guests.errorNumber(function, descriptor, 128, 1, 64));

        assertThat(run.exitCode()).isEqualTo(WasiFunction.BAD_DESCRIPTOR);
    }

    @Test
    void refusesMoreVectorsThanPosixHas() {
        WasmRun run = run(Guests.errorNumber("fd_write", 1, 0, Integer.MAX_VALUE, 64));

        assertThat(run.exitCode()).isEqualTo(WasiFunction.INVALID);
    }

    @Test
    void staysWholeWhenTheStackEndsInsideTheHost() {
        int fits = 1;
        int tooDeep = 1 << 20;
        while (tooDeep - fits > 1) {
            int depth = (fits + tooDeep) / 2;
            if (opensAFile(depth)) {
                fits = depth;
            } else {
                tooDeep = depth;
            }
        }

        for (int depth = Math.max(1, fits - 60); depth < fits + 60; depth += 2) {
            opensAFile(depth);
        }

        assertThat(opensAFile(1)).isTrue();
        assertThat(run(Guests.exit(3)).exitCode()).isEqualTo(3);
    }

    /// Whether the guest got as far as asking for the file, and not to the end of its stack before.
    private boolean opensAFile(int depth) {
        Throwable thrown = catchThrowable(() -> run(Guests.opensAFileAtDepth(depth)));
        if (thrown instanceof PermissionFault) {
            return true;
        }
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault ->
                                assertThat(fault.kind())
                                        .isEqualTo(GuestFault.Kind.STACK_EXHAUSTED));
        return false;
    }
}
