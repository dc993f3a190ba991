package dev.hqe.topics.codeaudit.guest;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// The module that the build made, run the way the host runs it: a fresh instance per call,
/// interpreted.
final class WasmModuleUnderTest {
    static final Path TOPIC = Path.of(System.getProperty("topic.dir", "target/topic"));
    static final Path FILE = TOPIC.resolve("tools/code-audit.wasm");

    private static final WasmModule MODULE = Parser.parse(FILE);

    private final Function<Instance, Machine> machine;

    private WasmModuleUnderTest(Function<Instance, Machine> machine) {
        this.machine = machine;
    }

    static WasmModuleUnderTest interpreted() {
        return new WasmModuleUnderTest(InterpreterMachine::new);
    }

    static WasmModuleUnderTest compiled() {
        return new WasmModuleUnderTest(MachineFactoryCompiler.compile(MODULE));
    }

    /// What a call left: exit code, standard output, standard error, pages of memory at the end.
    record Answer(int code, String out, String error, int pages) {}

    static WasmModule module() {
        return MODULE;
    }

    Answer call(String tool, String input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        byte[] utf8 = input.getBytes(StandardCharsets.UTF_8);
        WasiOptions options =
                WasiOptions.builder()
                        .withArguments(List.of("code-audit.wasm", tool))
                        .withStdin(new ByteArrayInputStream(utf8))
                        .withStdout(out)
                        .withStderr(error)
                        .withClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                        .withRandom(new Random(0))
                        .build();
        int code = 0;
        int pages;
        try (WasiPreview1 wasi = WasiPreview1.builder().withOptions(options).build()) {
            ImportValues imports =
                    ImportValues.builder().addFunction(wasi.toHostFunctions()).build();
            Instance instance =
                    Instance.builder(MODULE)
                            .withImportValues(imports)
                            .withMachineFactory(machine)
                            .withStart(false)
                            .build();
            try {
                instance.export("_start").apply();
            } catch (WasiExitException e) {
                code = e.exitCode();
            }
            pages = instance.memory().pages();
        }
        return new Answer(
                code,
                out.toString(StandardCharsets.UTF_8),
                error.toString(StandardCharsets.UTF_8),
                pages);
    }
}
