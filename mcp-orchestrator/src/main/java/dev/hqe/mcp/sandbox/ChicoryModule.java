package dev.hqe.mcp.sandbox;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.objectweb.asm.MethodTooLargeException;

/// A parsed module and its compilation. With [ChicoryInstance], the one place that knows the Wasm
/// engine: moving to its successor changes the imports of these two files and nothing else.
///
/// Immutable and thread-safe. What the engine (Chicory 1.7.5) leaves open is closed in the two:
///
/// - its tables write their growth back into the shared module, so every run gets its own copy,
///   with a cap that cannot overflow;
/// - its interpreter does not look at interruption in a loop closed by `br_if` or `br_table`, and
///   its operand stack grows without bound, so a listener watches both;
/// - a class whose static initialiser runs out of stack stays unusable for the JVM's lifetime, so
///   the engine's classes are initialised before a guest can be deep in recursion.
final class ChicoryModule {

    /// A module's compiled form; while it is reachable its classes stay loaded.
    record Compiled(Function<Instance, Machine> machines) {}

    /// An imported function and its type in the engine's terms.
    record Link(ImportedFunction function, FunctionType type) {}

    /// Some 6,000 frames fit a guest's stack, so such frames stay below 50 MB.
    private static final int COMPILED_FRAME_BYTES = 8_192;

    private static final List<String> INITIALISE_EARLY =
            List.of(
                    "runtime.BitOps",
                    "runtime.ByteArrayMemory",
                    "runtime.ChicoryInterruptedException",
                    "runtime.ConstantEvaluators",
                    "runtime.CtrlFrame",
                    "runtime.InterpreterMachine",
                    "runtime.MStack",
                    "runtime.MemCopyWorkaround",
                    "runtime.OpcodeImpl",
                    "runtime.StackFrame",
                    "runtime.TableInstance",
                    "runtime.TrapException",
                    "runtime.WasmException",
                    "runtime.WasmRuntimeException",
                    "runtime.internal.CompilerInterpreterMachine",
                    "wasm.ChicoryException",
                    "wasm.InvalidException",
                    "wasm.UninstantiableException",
                    "wasm.types.OpCode",
                    "wasm.types.ValType",
                    "wasm.types.Value");

    static {
        WarmUp.all();
        String engine = ChicoryException.class.getPackageName().replaceAll("wasm$", "");
        for (String name : INITIALISE_EARLY) {
            try {
                Class.forName(engine + name, true, ChicoryModule.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("the Wasm engine has no class " + name, e);
            }
        }
    }

    private final WasmModule module;
    private final List<Link> links;
    private final ModuleShape shape;

    private ChicoryModule(WasmModule module, List<Link> links, ModuleShape shape) {
        this.module = module;
        this.links = List.copyOf(links);
        this.shape = shape;
    }

    /// Parses and validates a module that [ModuleScan] has admitted.
    static ChicoryModule parse(String file, byte[] bytes, ModuleShape shape) {
        WasmModule module;
        try {
            // No parser for custom sections: names are of no use here and not ours to trust.
            module =
                    Parser.builder()
                            .withCustomParsers(Map.of())
                            .build()
                            .parse(() -> new ByteArrayInputStream(bytes));
        } catch (Throwable e) {
            // Whatever the parser or validator makes of hostile bytes (running out of stack or
            // heap,
            // an assertion of its own), it is a refusal.
            throw new ModuleRefusedException(
                    "%s: not a valid module: %s".formatted(file, describe(e)), e);
        }
        verify(file, module, shape);
        List<Link> links = new ArrayList<>();
        for (ImportedFunction function : shape.imports()) {
            Signature signature = function.signature();
            links.add(
                    new Link(
                            function,
                            FunctionType.of(
                                    types(signature.params()), types(signature.results()))));
        }
        return new ChicoryModule(module, links, shape);
    }

    /// The scan and the engine read the same bytes; if they disagree, the scan has checked a
    /// different program from the one that would run.
    private static void verify(String file, WasmModule module, ModuleShape shape) {
        int instructions = 0;
        for (FunctionBody body : module.codeSection().functionBodies()) {
            instructions += body.instructions().size();
        }
        int memories = module.memorySection().map(section -> section.memoryCount()).orElse(0);
        int initialPages =
                memories == 0
                        ? 0
                        : module.memorySection().orElseThrow().getMemory(0).limits().initialPages();
        boolean agree =
                instructions == shape.instructions()
                        && memories == shape.memories()
                        && initialPages == shape.initialPages()
                        && module.tableSection().tableCount() == shape.tables()
                        && module.importSection().importCount() == shape.imports().size()
                        && module.functionSection().functionCount()
                                == shape.functions() - shape.imports().size();
        if (!agree) {
            throw new ModuleRefusedException(
                    file + ": not a valid module: it can be read in two ways");
        }
    }

    private static List<ValType> types(String letters) {
        return letters.chars().mapToObj(c -> c == 'j' ? ValType.I64 : ValType.I32).toList();
    }

    WasmModule module() {
        return module;
    }

    List<Link> links() {
        return links;
    }

    ModuleShape shape() {
        return shape;
    }

    /// Compiles to JVM bytecode; takes seconds for a large module and ignores interruption.
    /// Functions that do not fit a JVM method are left to the interpreter: the engine would do that
    /// by itself, but not together with a given set, and without ever looking at the time.
    ///
    /// @param timeUp asked before every further attempt
    /// @throws RuntimeException or any error, if the module cannot be compiled
    Compiled compile(BooleanSupplier timeUp) {
        Set<Integer> left = new HashSet<>(shape.uncompilable());
        while (true) {
            left.forEach(this::requireSmallFrame);
            try {
                return new Compiled(
                        MachineFactoryCompiler.builder(module)
                                .withInterpreterFallback(InterpreterFallback.FAIL)
                                .withInterpretedFunctions(left)
                                .compile());
            } catch (ChicoryException e) {
                OptionalInt function = tooLarge(e);
                if (function.isEmpty() || !left.add(function.getAsInt()) || timeUp.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }

    /// In compiled code nobody counts the heap that the interpreted functions' frames take.
    private void requireSmallFrame(int function) {
        if (shape.frameBytes().get(function) > COMPILED_FRAME_BYTES) {
            throw new UnsupportedOperationException(
                    "function %d is too long to be compiled and its frame too large not to be"
                            .formatted(function));
        }
    }

    private static OptionalInt tooLarge(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof MethodTooLargeException method
                    && method.getMethodName().startsWith("func_")) {
                return OptionalInt.of(
                        Integer.parseInt(method.getMethodName().substring("func_".length())));
            }
        }
        return OptionalInt.empty();
    }

    static String describe(Throwable thrown) {
        String message = thrown.getMessage();
        String text =
                message == null || message.isBlank()
                        ? thrown.getClass().getSimpleName()
                        : message.strip();
        // Engine messages may quote the module; keep them to a line.
        String line = text.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
