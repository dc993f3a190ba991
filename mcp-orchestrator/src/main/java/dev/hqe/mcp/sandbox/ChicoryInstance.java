package dev.hqe.mcp.sandbox;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// One run of a module in the engine, from instantiation to its end. What it closes of the engine
/// is told at [ChicoryModule]. Used by one thread.
final class ChicoryInstance {
    private static final String READY = "_initialize";
    private static final String CONSTRUCTORS = "__wasm_call_ctors";
    private static final String HASKELL = "hs_init";
    private static final int ERROR_BYTES = 500;

    /// How a guest came to its own end.
    ///
    /// @param exitCode what it gave to `proc_exit` or answered from its export, else 0
    /// @param peakMemoryPages its linear memory at its largest
    record Ended(int exitCode, int peakMemoryPages) {}

    private final ChicoryModule module;
    private final GuestRun run;
    private final SandboxLimits limits;
    private @Nullable Memory created;

    ChicoryInstance(ChicoryModule module, GuestRun run, SandboxLimits limits) {
        this.module = module;
        this.run = run;
        this.limits = limits;
    }

    /// Makes a new instance and runs `_start`, on the calling thread.
    ///
    /// @throws SandboxException however else it ends
    Ended command(Optional<ChicoryModule.Compiled> compiled) {
        return ended(() -> {
            instance(compiled).export("_start").apply();
            return 0;
        });
    }

    /// Makes a new instance, has it initialise itself, hands it the input and calls an export of
    /// type `() -> i32` or `() -> ()`, on the calling thread.
    ///
    /// @throws SandboxException however else it ends
    Ended plugin(Optional<ChicoryModule.Compiled> compiled, String export, byte[] input) {
        return ended(() -> {
            Instance instance = instance(compiled);
            initialize(instance);
            run.plugin().reset();
            run.plugin().input(input);
            long[] results = instance.export(export).apply();
            return results == null || results.length == 0 ? 0 : (int) results[0];
        });
    }

    /// As Extism's runtime does it (`runtime/src/plugin.rs`): a Haskell runtime first as a reactor;
    /// otherwise C's constructors or, if there are none, a reactor's start.
    private void initialize(Instance instance) {
        if (exports(HASKELL, "ii")) {
            if (exports(READY, "")) {
                instance.export(READY).apply();
            }
            instance.export(HASKELL).apply(0, 0);
        } else if (module.shape().exports().containsKey(CONSTRUCTORS)) {
            if (exports(CONSTRUCTORS, "")) {
                instance.export(CONSTRUCTORS).apply();
            }
        } else if (exports(READY, "")) {
            instance.export(READY).apply();
        }
    }

    private boolean exports(String name, String params) {
        Signature signature = module.shape().exports().get(name);
        return signature != null
                && signature.params().equals(params)
                && (signature.results().isEmpty() || !params.isEmpty());
    }

    private Ended ended(IntSupplier guest) {
        int exitCode;
        try {
            exitCode = guest.getAsInt();
        } catch (GuestExit exit) {
            exitCode = exit.code();
        } catch (Throwable thrown) {
            // The edge between guest and host: everything that comes out is sorted here.
            throw withPluginError(sorted(thrown, run.wasi()));
        }
        Memory memory = created;
        return new Ended(exitCode, memory == null ? 0 : memory.pages());
    }

    /// PDKs set their error and then trap, so the trap alone says little.
    private SandboxException withPluginError(SandboxException sorted) {
        Optional<String> error = run.plugin().error(ERROR_BYTES);
        return error.isPresent() && sorted instanceof GuestFault fault
                ? new GuestFault(
                        fault.kind(), fault.getMessage() + "; its error: " + error.get(), fault)
                : sorted;
    }

    private Instance instance(Optional<ChicoryModule.Compiled> compiled) {
        Instance.Builder builder =
                Instance.builder(module.module())
                        .withStart(false)
                        .withImportValues(imports())
                        .withTableFactory((table, value) ->
                                new CappedTable(table, value, limits.module().tableElements()))
                        .withMemoryFactory(this::memory)
                        .withUnsafeExecutionListener((instruction, stack) ->
                                watch(instruction, stack, limits.run().operands()));
        builder.withMachineFactory(
                compiled.map(ChicoryModule.Compiled::machines)
                        .orElse(instance ->
                                new CountingInterpreter(
                                        instance,
                                        module.shape().frameBytes(),
                                        limits.run().frameBytes())));
        return builder.build();
    }

    private ImportValues imports() {
        List<ChicoryModule.Link> links = module.links();
        HostFunction[] functions = new HostFunction[links.size()];
        for (int i = 0; i < functions.length; i++) {
            ImportedFunction function = links.get(i).function();
            boolean answers = !function.signature().results().isEmpty();
            functions[i] =
                    new HostFunction(
                            function.module(),
                            function.name(),
                            links.get(i).type(),
                            (instance, args) -> {
                                GuestMemory memory =
                                        function instanceof WasiFunction
                                                ? new LinearMemory(instance.memory())
                                                : NoMemory.NONE;
                                long answer = run.call(function, memory, args);
                                return answers ? new long[] {answer} : new long[0];
                            });
        }
        return ImportValues.builder().addFunction(functions).build();
    }

    private Memory memory(MemoryLimits declared) {
        Memory memory =
                new ByteArrayMemory(
                        new MemoryLimits(
                                declared.initialPages(),
                                Math.min(declared.maximumPages(), run.memoryPages())));
        created = memory;
        return memory;
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
                            : wasi.fault(
                                    GuestFault.Kind.TRAP, "trap: " + ChicoryModule.describe(e), e);
            case ArithmeticException e ->
                    wasi.fault(GuestFault.Kind.TRAP, "trap: " + ChicoryModule.describe(e), e);
            case IndexOutOfBoundsException e ->
                    wasi.fault(GuestFault.Kind.TRAP, "trap: out of bounds access", e);
            case NegativeArraySizeException e ->
                    wasi.fault(GuestFault.Kind.TRAP, "trap: out of bounds access", e);
            default ->
                    wasi.hostFault(
                            "the Wasm engine failed: " + ChicoryModule.describe(thrown), thrown);
        };
    }

    private static GuestFault stackExhausted(Throwable cause, WasiCalls wasi) {
        return wasi.fault(
                GuestFault.Kind.STACK_EXHAUSTED,
                "call stack exhausted; it recurses too deeply",
                cause);
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
        public long readLong(int address) {
            return memory.readLong(address);
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

    /// What functions get that do not touch the linear memory; a plugin may have none.
    private enum NoMemory implements GuestMemory {
        NONE;

        @Override
        public int readInt(int address) {
            throw absent();
        }

        @Override
        public long readLong(int address) {
            throw absent();
        }

        @Override
        public void writeInt(int address, int value) {
            throw absent();
        }

        @Override
        public void writeLong(int address, long value) {
            throw absent();
        }

        @Override
        public byte[] read(int address, int length) {
            throw absent();
        }

        @Override
        public void write(int address, byte[] bytes, int length) {
            throw absent();
        }

        private static IllegalStateException absent() {
            return new IllegalStateException("this function has no business with linear memory");
        }
    }
}
