package dev.hqe.mcp.sandbox;

import java.time.Duration;
import java.util.Objects;

/// Every bound of the sandbox in one place: what a module may be, what a run may take, and what
/// compilation may take. Start from [#DEFAULT] and replace a part.
///
/// What one run can take of the heap is its memory pages, as much again of Extism memory if it uses
/// that, and while it is interpreted its frames and operands; compiled frames live on the thread's
/// stack.
///
/// @param module what is admitted
/// @param run what one run may take
/// @param compile what compilation may take
public record SandboxLimits(Module module, Run run, Compile compile) {

    /// Limits that the C, Rust, AssemblyScript and Java (TeaVM) tools seen so far stay well within.
    public static final SandboxLimits DEFAULT =
            new SandboxLimits(Module.DEFAULT, Run.DEFAULT, Compile.DEFAULT);

    public SandboxLimits {
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(compile, "compile");
    }

    /// These limits with another part for runs.
    public SandboxLimits withRun(Run other) {
        return new SandboxLimits(module, other, compile);
    }

    /// These limits with another part for modules.
    public SandboxLimits withModule(Module other) {
        return new SandboxLimits(other, run, compile);
    }

    /// These limits with another part for compilation.
    public SandboxLimits withCompile(Compile other) {
        return new SandboxLimits(module, run, other);
    }

    /// What a module may be. Counts are per module unless said otherwise.
    ///
    /// @param fileBytes size of the file
    /// @param entries types, imports, exports, globals or element segments, each
    /// @param dataSegments data segments; Go writes tens of thousands
    /// @param functions functions, imported ones included
    /// @param signature parameters plus results of one function or block type
    /// @param nameBytes one import or export name
    /// @param instructions all functions together; each costs about 70 bytes of heap while the
    ///   program is loaded and more while it is parsed
    /// @param functionInstructions one function
    /// @param locals one function, parameters included
    /// @param totalLocals all functions together
    /// @param nesting blocks inside blocks in one function
    /// @param branchTable targets of one `br_table`
    /// @param branchWork sum over all branches of how many blocks each leaves, which is what the
    ///   engine's parser walks
    /// @param bulkInstructions `memory.fill`, `memory.copy` and their like in one function; each
    ///   may run milliseconds that no deadline can cut
    /// @param tables tables
    /// @param tableElements one table, initially and after `table.grow`
    /// @param segmentElements all element segments together
    public record Module(
            int fileBytes,
            int entries,
            int dataSegments,
            int functions,
            int signature,
            int nameBytes,
            int instructions,
            int functionInstructions,
            int locals,
            int totalLocals,
            int nesting,
            int branchTable,
            int branchWork,
            int bulkInstructions,
            int tables,
            int tableElements,
            int segmentElements) {

        /// See [SandboxLimits#DEFAULT].
        public static final Module DEFAULT =
                new Module(
                        16 << 20,
                        10_000,
                        100_000,
                        20_000,
                        128,
                        4_096,
                        1_000_000,
                        50_000,
                        2_000,
                        500_000,
                        1_024,
                        4_096,
                        20_000_000,
                        1_000,
                        4,
                        100_000,
                        100_000);

        public Module {
            Check.positive("fileBytes", fileBytes);
            Check.positive("entries", entries);
            Check.positive("dataSegments", dataSegments);
            Check.positive("functions", functions);
            Check.positive("signature", signature);
            Check.positive("nameBytes", nameBytes);
            Check.positive("instructions", instructions);
            Check.positive("functionInstructions", functionInstructions);
            Check.positive("locals", locals);
            Check.positive("totalLocals", totalLocals);
            Check.positive("nesting", nesting);
            Check.positive("branchTable", branchTable);
            Check.positive("branchWork", branchWork);
            Check.positive("bulkInstructions", bulkInstructions);
            Check.positive("tables", tables);
            Check.positive("tableElements", tableElements);
            Check.positive("segmentElements", segmentElements);
        }
    }

    /// What one run may take.
    ///
    /// @param memoryPages linear memory in pages of 64 KiB; a module that starts with more is
    ///   refused, `memory.grow` beyond it answers -1
    /// @param stackBytes stack of the thread the guest runs on
    /// @param deadline the longest wall time of any run, whatever its grant says; one thread per
    ///   run makes it a bound of CPU time too
    /// @param stopGrace how long a stopped run may take to end before its thread is given up
    /// @param outputBytes standard output or Extism output
    /// @param errorBytes standard error that is kept
    /// @param argumentBytes arguments, all together
    /// @param operands values on the operand stack of an interpreted run
    /// @param frameBytes heap for the call frames of an interpreted run, estimated
    /// @param concurrent runs at the same time
    /// @param queueWait how long a run may wait for its turn
    /// @param abandoned threads given up that may exist before they count as running
    public record Run(
            int memoryPages,
            int stackBytes,
            Duration deadline,
            Duration stopGrace,
            int outputBytes,
            int errorBytes,
            int argumentBytes,
            int operands,
            int frameBytes,
            int concurrent,
            Duration queueWait,
            int abandoned) {

        /// See [SandboxLimits#DEFAULT].
        public static final Run DEFAULT =
                new Run(
                        1_024,
                        2 << 20,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        16 << 20,
                        16 << 10,
                        64 << 10,
                        1 << 20,
                        64 << 20,
                        8,
                        Duration.ofSeconds(30),
                        4);

        public Run {
            Check.positive("memoryPages", memoryPages);
            if (memoryPages > 32_767) {
                throw new IllegalArgumentException(
                        "memoryPages must be at most 32767 (the engine's 2 GiB), was "
                                + memoryPages);
            }
            if (stackBytes < 256 << 10) {
                throw new IllegalArgumentException(
                        "stackBytes must be at least 262144, was " + stackBytes);
            }
            Check.positive("deadline", deadline);
            Check.positive("stopGrace", stopGrace);
            Check.positive("outputBytes", outputBytes);
            Check.positive("errorBytes", errorBytes);
            Check.positive("argumentBytes", argumentBytes);
            Check.positive("operands", operands);
            Check.positive("frameBytes", frameBytes);
            Check.positive("concurrent", concurrent);
            Check.positive("queueWait", queueWait);
            Check.positive("abandoned", abandoned);
        }

        /// This with another memory limit, in pages of 64 KiB.
        public Run withMemoryPages(int pages) {
            return new Run(
                    pages,
                    stackBytes,
                    deadline,
                    stopGrace,
                    outputBytes,
                    errorBytes,
                    argumentBytes,
                    operands,
                    frameBytes,
                    concurrent,
                    queueWait,
                    abandoned);
        }

        /// This with another output limit, in bytes.
        public Run withOutputBytes(int bytes) {
            return new Run(
                    memoryPages,
                    stackBytes,
                    deadline,
                    stopGrace,
                    bytes,
                    errorBytes,
                    argumentBytes,
                    operands,
                    frameBytes,
                    concurrent,
                    queueWait,
                    abandoned);
        }

        /// This with another longest run time.
        public Run withDeadline(Duration longest) {
            return new Run(
                    memoryPages,
                    stackBytes,
                    longest,
                    stopGrace,
                    outputBytes,
                    errorBytes,
                    argumentBytes,
                    operands,
                    frameBytes,
                    concurrent,
                    queueWait,
                    abandoned);
        }

        /// This with another time for a stopped run to end.
        public Run withStopGrace(Duration grace) {
            return new Run(
                    memoryPages,
                    stackBytes,
                    deadline,
                    grace,
                    outputBytes,
                    errorBytes,
                    argumentBytes,
                    operands,
                    frameBytes,
                    concurrent,
                    queueWait,
                    abandoned);
        }

        /// This with another number of runs at a time and another longest wait for a turn.
        public Run withConcurrency(int runs, Duration wait) {
            return new Run(
                    memoryPages,
                    stackBytes,
                    deadline,
                    stopGrace,
                    outputBytes,
                    errorBytes,
                    argumentBytes,
                    operands,
                    frameBytes,
                    runs,
                    wait,
                    abandoned);
        }
    }

    /// What compilation to JVM bytecode may take. It runs on one background thread and cannot be
    /// stopped, so one that takes too long blocks further ones until it ends.
    ///
    /// @param deadline time after which a compilation's result is no longer used
    /// @param queue compilations that may wait
    /// @param functionInstructions functions longer than this are left to the interpreter (a JVM
    ///   method holds 64 KiB of bytecode)
    /// @param branchTargets functions with more `br_table` targets than this are left to the
    ///   interpreter (the compiler's time grows with their square)
    public record Compile(
            Duration deadline, int queue, int functionInstructions, int branchTargets) {

        /// See [SandboxLimits#DEFAULT].
        public static final Compile DEFAULT =
                new Compile(Duration.ofSeconds(30), 64, 15_000, 4_096);

        public Compile {
            Check.positive("deadline", deadline);
            Check.positive("queue", queue);
            Check.positive("functionInstructions", functionInstructions);
            Check.positive("branchTargets", branchTargets);
        }
    }

    /// In a class of its own: a static method of the outer one would initialise that, and with it
    /// [#DEFAULT], while a part is still being initialised.
    private static final class Check {
        private Check() {}

        static void positive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive, was " + value);
            }
        }

        static void positive(String name, Duration value) {
            Objects.requireNonNull(value, name);
            // The upper bound keeps conversions to nanoseconds from overflowing.
            if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(
                        name + " must be over 0 and at most a day, was " + value);
            }
        }
    }
}
