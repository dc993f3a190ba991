package dev.hqe.mcp.sandbox;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodTooLargeException;

/// The one place that knows the Wasm engine. Moving to its successor changes the imports of this
/// file and nothing else.
///
/// Immutable and thread-safe. What the engine (Chicory 1.7.5) leaves open is closed here:
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

    /// How a guest came to its own end.
    record Ended(int exitCode, int peakMemoryPages) {}

    private record Link(WasiFunction function, FunctionType type) {}

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
        WasiCalls.warmUp();
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
        for (String name : shape.imports()) {
            WasiFunction function = WasiFunction.named(name).orElseThrow();
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
        boolean agree =
                instructions == shape.instructions()
                        && memories == 1
                        && module.memorySection().orElseThrow().getMemory(0).limits().initialPages()
                                == shape.initialPages()
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

    /// Runs `_start` on a new instance, on the calling thread.
    ///
    /// @throws SandboxException however else it ends
    Ended run(Optional<Compiled> compiled, WasiCalls wasi, SandboxLimits limits) {
        var memory =
                new Object() {
                    @Nullable Memory created;
                };
        int exitCode = 0;
        try {
            Instance.Builder builder =
                    Instance.builder(module)
                            .withStart(false)
                            .withImportValues(imports(wasi))
                            .withTableFactory((table, value) ->
                                    new CappedTable(table, value, limits.module().tableElements()))
                            .withMemoryFactory(declared ->
                                    memory.created =
                                            cappedMemory(declared, limits.run().memoryPages()))
                            .withUnsafeExecutionListener((instruction, stack) ->
                                    watch(instruction, stack, limits.run().operands()));
            builder.withMachineFactory(
                    compiled.map(Compiled::machines)
                            .orElse(instance ->
                                    new CountingInterpreter(
                                            instance,
                                            shape.frameBytes(),
                                            limits.run().frameBytes())));
            builder.build().export("_start").apply();
        } catch (GuestExit exit) {
            exitCode = exit.code();
        } catch (Throwable thrown) {
            // The edge between guest and host: everything that comes out is sorted here.
            throw sorted(thrown, wasi);
        }
        return new Ended(exitCode, memory.created == null ? 0 : memory.created.pages());
    }

    private ImportValues imports(WasiCalls wasi) {
        HostFunction[] functions = new HostFunction[links.size()];
        for (int i = 0; i < functions.length; i++) {
            Link link = links.get(i);
            boolean answers = !link.function().signature().results().isEmpty();
            functions[i] =
                    new HostFunction(
                            "wasi_snapshot_preview1",
                            link.function().name(),
                            link.type(),
                            (instance, args) -> {
                                int answer =
                                        wasi.call(
                                                link.function(),
                                                new LinearMemory(instance.memory()),
                                                args);
                                return answers ? new long[] {answer} : new long[0];
                            });
        }
        return ImportValues.builder().addFunction(functions).build();
    }

    private static Memory cappedMemory(MemoryLimits declared, int cap) {
        return new ByteArrayMemory(
                new MemoryLimits(declared.initialPages(), Math.min(declared.maximumPages(), cap)));
    }

    private static void watch(Instruction instruction, MStack stack, int operands) {
        if (stack.size() > operands) {
            throw new ChicoryException("call stack exhausted", new StackOverflowError());
        }
        // Of the ways back to the start of a loop, the engine checks only `br`.
        OpCode opcode = instruction.opcode();
        if ((opcode == OpCode.BR_IF || opcode == OpCode.BR_TABLE)
                && Thread.currentThread().isInterrupted()) {
            throw new ChicoryInterruptedException("interrupted");
        }
    }

    private static SandboxException sorted(Throwable thrown, WasiCalls wasi) {
        return switch (thrown) {
            case SandboxException own -> own;
            case ChicoryInterruptedException e -> new RunInterrupted("interrupted");
            case StackOverflowError e -> stackExhausted(e, wasi);
            case OutOfMemoryError e ->
                    wasi.fault(
                            GuestFault.Kind.OUT_OF_MEMORY,
                            "the host ran out of heap while running it",
                            e);
            case ChicoryException e ->
                    e.getCause() instanceof StackOverflowError
                            ? stackExhausted(e, wasi)
                            : wasi.fault(GuestFault.Kind.TRAP, "trap: " + describe(e), e);
            case ArithmeticException e ->
                    wasi.fault(GuestFault.Kind.TRAP, "trap: " + describe(e), e);
            case IndexOutOfBoundsException e ->
                    wasi.fault(GuestFault.Kind.TRAP, "trap: out of bounds access", e);
            case NegativeArraySizeException e ->
                    wasi.fault(GuestFault.Kind.TRAP, "trap: out of bounds access", e);
            default -> wasi.hostFault("the Wasm engine failed: " + describe(thrown), thrown);
        };
    }

    private static GuestFault stackExhausted(Throwable cause, WasiCalls wasi) {
        return wasi.fault(
                GuestFault.Kind.STACK_EXHAUSTED,
                "call stack exhausted; it recurses too deeply",
                cause);
    }

    private static String describe(Throwable thrown) {
        String message = thrown.getMessage();
        String text =
                message == null || message.isBlank()
                        ? thrown.getClass().getSimpleName()
                        : message.strip();
        // Engine messages may quote the module; keep them to a line.
        String line = text.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    /// The engine's interpreter, with a bound for the heap that its call frames take.
    private static final class CountingInterpreter extends InterpreterMachine {
        private final List<Integer> frameBytes;
        private long free;

        CountingInterpreter(Instance instance, List<Integer> frameBytes, long budget) {
            super(instance);
            this.frameBytes = frameBytes;
            this.free = budget;
        }

        @Override
        protected long @Nullable [] call(
                MStack stack,
                Instance instance,
                Deque<StackFrame> callStack,
                int funcId,
                long[] args,
                @Nullable FunctionType callType,
                boolean popResults) {
            int bytes = frameBytes.get(funcId);
            if (bytes > free) {
                throw new ChicoryException("call stack exhausted", new StackOverflowError());
            }
            free -= bytes;
            try {
                return super.call(stack, instance, callStack, funcId, args, callType, popResults);
            } finally {
                free += bytes;
            }
        }
    }

    /// A table with limits of its own. The engine's would change the module's, which other runs
    /// use.
    private static final class CappedTable extends TableInstance {
        private final int cap;

        CappedTable(Table table, int value, int cap) {
            super(
                    new Table(
                            table.elementType(),
                            new TableLimits(
                                    table.limits().min(),
                                    Math.max(
                                            table.limits().min(),
                                            Math.min(table.limits().max(), cap)))),
                    value);
            this.cap = cap;
        }

        @Override
        public int grow(int size, int value, Instance instance) {
            // Unsigned, and before the engine adds: its sum overflows.
            return size < 0 || size > cap - size() ? -1 : super.grow(size, value, instance);
        }
    }

    private record LinearMemory(Memory memory) implements GuestMemory {
        @Override
        public int readInt(int address) {
            return memory.readInt(address);
        }

        @Override
        public void writeInt(int address, int value) {
            memory.writeI32(address, value);
        }

        @Override
        public void writeLong(int address, long value) {
            memory.writeLong(address, value);
        }

        @Override
        public byte[] read(int address, int length) {
            return memory.readBytes(address, length);
        }

        @Override
        public void write(int address, byte[] bytes, int length) {
            memory.write(address, bytes, 0, length);
        }
    }
}
