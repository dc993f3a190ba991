package dev.hqe.topics.kit.testing;

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
import dev.hqe.topics.kit.HostFunctions;
import dev.hqe.topics.kit.NoWorkbench;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A module that the build made, run the way the host runs it: a fresh instance per call. Safe for
/// use by several threads.
public final class WasmTool {
    private final String name;
    private final WasmModule module;
    private final Function<Instance, Machine> machine;

    private WasmTool(Path file, WasmModule module, Function<Instance, Machine> machine) {
        this.name = String.valueOf(file.getFileName());
        this.module = module;
        this.machine = machine;
    }

    /// For few calls: starts at once and runs slowly.
    public static WasmTool interpreted(Path file) {
        return new WasmTool(file, Parser.parse(file), InterpreterMachine::new);
    }

    /// For many calls: takes seconds to compile to JVM code.
    public static WasmTool compiled(Path file) {
        WasmModule module = Parser.parse(file);
        return new WasmTool(file, module, MachineFactoryCompiler.compile(module));
    }

    /// What a call left: exit code, standard output, standard error, pages of memory at the end.
    public record Answer(int code, String out, String error, int pages) {}

    /// The parsed module, to look at its imports and its memory.
    public WasmModule module() {
        return module;
    }

    /// Every import as `module.name`, sorted.
    public Set<String> imports() {
        Set<String> imports = new TreeSet<>();
        var section = module.importSection();
        for (int i = 0; i < section.importCount(); i++) {
            imports.add(section.getImport(i).module() + "." + section.getImport(i).name());
        }
        return imports;
    }

    /// Makes one call of a tool that asks nothing of the workbench.
    ///
    /// @param tool the first argument after the module's own name
    /// @param input JSON Lines: the arguments, then entities
    public Answer call(String tool, String input) {
        return call(tool, input, new NoWorkbench());
    }

    /// Makes one call.
    ///
    /// @param tool the first argument after the module's own name
    /// @param input JSON Lines: the arguments, then entities
    /// @param workbench what answers the module's imports from `extism:host/user`
    public Answer call(String tool, String input, HostFunctions workbench) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        byte[] utf8 = input.getBytes(StandardCharsets.UTF_8);
        WasiOptions options =
                WasiOptions.builder()
                        .withArguments(List.of(name, tool))
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
                    ImportValues.builder()
                            .addFunction(wasi.toHostFunctions())
                            .addFunction(BlockImports.of(workbench))
                            .build();
            Instance instance =
                    Instance.builder(module)
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
