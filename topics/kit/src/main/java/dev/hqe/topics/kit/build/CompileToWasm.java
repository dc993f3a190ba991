package dev.hqe.topics.kit.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/// Compiles a Topic's main class to a WASI command with linear memory, unless it is up to date.
///
/// Drives TeaVM directly because its Maven plugin of this version is not to be had and the newer
/// one makes only WasmGC modules, which the sandbox refuses.
public final class CompileToWasm {
    private static final int MIN_HEAP_BYTES = 2 << 20;

    /// TeaVM limits the module's memory by this, and expects the collector's notes to need a
    /// sixteenth of the heap; [RoomToGrow] gives them half, so it must be 24/17 of the heap.
    private static final int MAX_MEMORY_BYTES = HeapGrowth.MAX_HEAP_BYTES / 17 * 24;

    private CompileToWasm() {}

    /// Writes the module if it is older than the classes.
    ///
    /// @param args the main class, the directory of compiled classes, the Wasm file to write
    public static void main(String[] args) throws TeaVMToolException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: CompileToWasm MAIN_CLASS CLASSES WASM_FILE");
        }
        // Several may run in one JVM, each with a class loader of its own, as in a parallel build.
        // The
        // JDK shares a jar that is read by URL, and the loader that ends first closes it for all.
        URLConnection.setDefaultUseCaches("jar", false);
        Path classes = Path.of(args[1]);
        Path wasm = Path.of(args[2]).toAbsolutePath();
        if (!isUpToDate(wasm, classes) || !isUpToDate(wasm, kit())) {
            compile(args[0], wasm);
        }
    }

    /// This kit, a directory or a jar: the module is made of its classes too.
    private static Path kit() {
        var source = CompileToWasm.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot find the kit at " + source.getLocation(), e);
        }
    }

    private static void compile(String mainClass, Path wasm) throws TeaVMToolException {
        TeaVMTool tool = new TeaVMTool();
        tool.setLog(new ConsoleTeaVMToolLog(false));
        tool.setClassLoader(CompileToWasm.class.getClassLoader());
        tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_WASI);
        tool.setMainClass(mainClass);
        tool.setTargetDirectory(wasm.resolveSibling(".").normalize().toFile());
        tool.setTargetFileName(String.valueOf(wasm.getFileName()));
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setObfuscated(true);
        tool.setMinHeapSize(MIN_HEAP_BYTES);
        tool.setMaxHeapSize(MAX_MEMORY_BYTES);
        tool.getTransformers().add(ClocklessRuntime.class.getName());
        tool.getTransformers().add(RoomToGrow.class.getName());
        tool.getTransformers().add(ExactMath.class.getName());
        tool.getTransformers().add(ExactText.class.getName());
        tool.generate();
        var problems = tool.getProblemProvider().getSevereProblems();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    problems.stream()
                            .map(p -> p.getText() + " " + Arrays.toString(p.getParams()))
                            .collect(Collectors.joining("\n", "TeaVM refuses the guest:\n", "")));
        }
    }

    private static boolean isUpToDate(Path wasm, Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            if (!Files.exists(wasm)) {
                return false;
            }
            FileTime built = Files.getLastModifiedTime(wasm);
            return files.filter(Files::isRegularFile)
                    .allMatch(file -> modified(file).compareTo(built) < 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + classes + " and " + wasm, e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }
}
