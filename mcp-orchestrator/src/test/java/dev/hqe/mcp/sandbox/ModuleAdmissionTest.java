package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not let in, and that the message says why.
class ModuleAdmissionTest {
    private final WasmSandbox sandbox =
            new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private AbstractThrowableAssert<?, ?> refused(byte[] wasm) {
        return assertThatThrownBy(() -> sandbox.load("tool.wasm", wasm))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageStartingWith("tool.wasm: ");
    }

    private AbstractThrowableAssert<?, ?> refused(Consumer<Code> main) {
        return refused(Guests.plain(main));
    }

    private static byte[] withSection(int id, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0x61, 0x73, 0x6d, 1, 0, 0, 0});
        WasmModuleBuilder.section(out, id, content);
        return out.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void admitsWhatACompilerWrites() {
        WasmProgram program = sandbox.load("rich.wasm", Guests.rich());

        assertThat(program.imports()).containsExactly("fd_read", "fd_write", "proc_exit");
        assertThat(program.sha256()).matches("[0-9a-f]{64}");
        assertThat(program.name()).isEqualTo("rich.wasm");
    }

    @Test
    void admitsEveryWasiFunctionAsAnImport() {
        var module = new WasmModuleBuilder();
        for (String name : WasiFunction.names()) {
            module.wasi(name);
        }

        WasmProgram program = sandbox.load("all.wasm", module.main("", c -> {}).build());

        assertThat(program.imports()).hasSize(46).contains("path_open", "clock_time_get");
    }

    @Test
    void refusesWhatIsNoWasm() {
        refused("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .hasMessageContaining("not a WebAssembly module");
        refused(new byte[0]).hasMessageContaining("damaged or cut off");
        refused(bytes(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0)).hasMessageContaining("not a component");
    }

    @Test
    void refusesAFileOverTheLimit() {
        refused(new byte[SandboxLimits.DEFAULT.module().fileBytes() + 1])
                .hasMessageContaining("16777217 bytes, the limit is 16777216");
    }

    @Test
    void refusesFourGibibytesAtTheStart() {
        refused(new WasmModuleBuilder().memory(65_536).main("", c -> {}).build())
                .hasMessageContaining("memory section")
                .hasMessageContaining("4096 MiB")
                .hasMessageContaining("the limit is 64 MiB (1024 pages)");
    }

    @Test
    void refusesASecondMemory() {
        refused(new WasmModuleBuilder().secondMemory(1).main("", c -> {}).build())
                .hasMessageContaining("2 memories, the limit is 1");
        refused(c -> c.i32(0).op(0x28, 0x42, 1, 0).drop()).hasMessageContaining("further memory");
    }

    @Test
    void refusesSharedAnd64BitMemory() {
        refused(withSection(5, bytes(1, 3, 1, 1))).hasMessageContaining("shared memory");
        refused(withSection(5, bytes(1, 4, 1))).hasMessageContaining("64-bit memory");
    }

    @Test
    void refusesAHugeTable() {
        refused(new WasmModuleBuilder().table(0xffff_ffffL).main("", c -> {}).build())
                .hasMessageContaining("table of 4294967295 elements, the limit is 100000");
    }

    @Test
    void refusesManyTables() {
        var module = new WasmModuleBuilder();
        for (int i = 0; i < 200; i++) {
            module.table(1);
        }

        refused(module.main("", c -> {}).build()).hasMessageContaining("200 tables");
    }

    @ParameterizedTest
    @CsvSource({
        "env, abort, function 'env.abort'",
        "wasi_snapshot_preview1, fd_steal, unknown function 'wasi_snapshot_preview1.fd_steal'",
        "wasi_unstable, fd_read, function 'wasi_unstable.fd_read'"
    })
    void refusesAnUnknownImportByName(String module, String name, String message) {
        var builder = new WasmModuleBuilder();
        builder.imported(module, name, "i:i");

        refused(builder.main("", c -> {}).build()).hasMessageContaining(message);
    }

    @Test
    void refusesAnImportedMemory() {
        byte[] entry =
                WasmModuleBuilder.join(
                        bytes(1), WasmModuleBuilder.sized(bytes('e')), bytes(1, 'm', 2, 0, 1));

        refused(withSection(2, entry)).hasMessageContaining("imports memory 'e.m'");
    }

    @Test
    void refusesAWasiFunctionOfAnotherType() {
        var builder = new WasmModuleBuilder();
        builder.imported("wasi_snapshot_preview1", "fd_read", "i:i");

        refused(builder.main("", c -> {}).build())
                .hasMessageContaining("fd_read' as (i)->(i), it is (iiii)->(i)");
    }

    @Test
    void refusesALibrary() {
        refused(new WasmModuleBuilder().build()).hasMessageContaining("no function '_start'");
    }

    @Test
    void refusesAnExportThatIsThereTwice() {
        refused(new WasmModuleBuilder().main("", c -> {}).main("", c -> {}).build())
                .hasMessageContaining("exports '_start' twice");
    }

    @Test
    void refusesAStartFunctionWithParameters() {
        var module = new WasmModuleBuilder();
        module.export("_start", 0, module.function("i:", "", c -> {}));

        refused(module.build()).hasMessageContaining("'_start' as (i)->()");
    }

    @ParameterizedTest
    @CsvSource({
        "0xfb, WasmGC",
        "0xfd, SIMD",
        "0xfe, threads",
        "0x12, tail calls",
        "0x14, typed function",
        "0x08, exceptions",
        "0x1f, exceptions",
        "0xff, unknown"
    })
    void refusesNewerInstructionsByName(int opcode, String name) {
        refused(c -> c.op(opcode, 0)).hasMessageContaining(name);
    }

    @Test
    void refusesNewerTypesByName() {
        var module = new WasmModuleBuilder();
        module.function("v:", "", c -> {});

        refused(module.main("", c -> {}).build()).hasMessageContaining("SIMD");
        refused(withSection(1, bytes(1, 0x5f, 0))).hasMessageContaining("WasmGC");
        refused(withSection(13, bytes(1, 0, 0))).hasMessageContaining("exceptions");
    }

    @Test
    void refusesABranchTableBomb() {
        refused(
                        c -> {
                            c.block().i32(0).op(0x0e).u32(200_000);
                            for (int i = 0; i <= 200_000; i++) {
                                c.u32(0);
                            }
                            c.end();
                        })
                .hasMessageContaining("200000 br_table targets, the limit is 4096");
    }

    @Test
    void refusesBranchesThatLeaveManyBlocks() {
        refused(
                        c -> {
                            for (int i = 0; i < 1_000; i++) {
                                c.block();
                            }
                            for (int i = 0; i < 30_000; i++) {
                                c.i32(0).brIf(999);
                            }
                        })
                .hasMessageContaining("more than 20000000 blocks");
    }

    @Test
    void refusesDeepNesting() {
        refused(
                        c -> {
                            for (int i = 0; i < 2_000; i++) {
                                c.block();
                            }
                        })
                .hasMessageContaining("nested more than 1024 deep");
    }

    @Test
    void refusesAFunctionThatIsTooLong() {
        refused(
                        c -> {
                            for (int i = 0; i < 50_001; i++) {
                                c.op(0x01);
                            }
                        })
                .hasMessageContaining("more than 50000 instructions in the function");
    }

    @Test
    void refusesManyBulkInstructions() {
        refused(
                        c -> {
                            for (int i = 0; i < 1_001; i++) {
                                c.i32(0).i32(0).i32(0).op(0xfc, 11, 0);
                            }
                        })
                .hasMessageContaining("more than 1000 bulk");
    }

    @Test
    void refusesABombOfLocals() {
        byte[] wasm =
                WasmModuleBuilder.join(
                        withSection(1, bytes(1, 0x60, 0, 0)),
                        bytes(3, 2, 1, 0),
                        // One function with 4294967295 locals of i32.
                        bytes(10, 10, 1, 8, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 0x0b));

        refused(wasm).hasMessageContaining("4294967295 locals");
    }

    @Test
    void refusesAHugeNameLength() {
        byte[] customWithName2GiB = withSection(0, bytes(0xff, 0xff, 0xff, 0xff, 0x07, 'x'));

        refused(customWithName2GiB).hasMessageContaining("claims 2147483647 bytes, 1 are left");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11})
    void refusesAHugeVectorCount(int section) {
        refused(withSection(section, bytes(0xff, 0xff, 0xff, 0xff, 0x0f)))
                .hasMessageContaining("4294967295");
    }

    @Test
    void refusesANumberThatDoesNotEnd() {
        refused(withSection(1, bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0)))
                .hasMessageContaining("more than 5 bytes");
    }

    @Test
    void refusesRepeatedAndUnknownSections() {
        byte[] types = bytes(1, 1, 0);

        refused(WasmModuleBuilder.join(withSection(1, bytes(0)), types))
                .hasMessageContaining("repeated or out of order");
        refused(withSection(99, bytes(0))).hasMessageContaining("unknown section 99");
    }

    @Test
    void refusesCodeThatDoesNotValidate() {
        refused(c -> c.op(0x6a)).hasMessageContaining("not a valid module");
    }

    @Test
    void refusesEveryPrefixOfAModule() {
        byte[] whole = Guests.echo();

        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
    }
}
