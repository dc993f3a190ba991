package dev.hqe.mcp.sandbox;

/// Reads function bodies instruction by instruction without building anything.
///
/// Only what a C, Rust, AssemblyScript or Java compiler emits for plain WASI is let through: the
/// Wasm 1.0 instructions, sign extension, saturating conversion, bulk memory, multi-value and
/// reference types. Everything newer is refused by name: each is a way around a limit (WasmGC
/// arrays live outside the linear memory, tail calls and exceptions outside the call stack) or not
/// in the engine (SIMD).
///
/// Not thread-safe; one per module.
final class CodeScan {
    private final WasmBytes in;
    private final SandboxLimits.Module limits;
    private final int types;
    private final int functions;
    private final int tables;
    private int instructions;
    private long branchWork;
    private int bodyInstructions;
    private int bodyBranchTargets;
    private int bodyBulk;
    private int bodyNesting;

    CodeScan(WasmBytes in, SandboxLimits.Module limits, int types, int functions, int tables) {
        this.in = in;
        this.limits = limits;
        this.types = types;
        this.functions = functions;
        this.tables = tables;
    }

    int instructions() {
        return instructions;
    }

    int bodyInstructions() {
        return bodyInstructions;
    }

    int bodyBranchTargets() {
        return bodyBranchTargets;
    }

    int bodyNesting() {
        return bodyNesting;
    }

    /// Reads the instructions of one body, to the end the cursor was narrowed to.
    void body() {
        bodyInstructions = 0;
        bodyBranchTargets = 0;
        bodyBulk = 0;
        bodyNesting = 0;
        int depth = 1;
        while (depth > 0) {
            int opcode = in.u8();
            bodyInstructions = within(bodyInstructions, limits.functionInstructions(), "function");
            instructions = within(instructions, limits.instructions(), "module");
            switch (opcode) {
                case 0x02, 0x03, 0x04 -> {
                    blockType();
                    depth++;
                    bodyNesting = Math.max(bodyNesting, depth);
                    if (depth > limits.nesting()) {
                        throw in.refuse(
                                "blocks nested more than %d deep".formatted(limits.nesting()));
                    }
                }
                case 0x0b -> depth--;
                case 0x0c, 0x0d -> branch(depth);
                case 0x0e -> branchTable(depth);
                default -> plain(opcode);
            }
        }
    }

    /// Reads a constant expression, which starts a global, a segment's offset or an element.
    void constant() {
        for (int i = 0; i < 64; i++) {
            int opcode = in.u8();
            switch (opcode) {
                case 0x0b -> {
                    return;
                }
                // Constants, global.get, ref.null, ref.func and integer arithmetic.
                case 0x23, 0x41, 0x42, 0x43, 0x44, 0xd0, 0xd2, 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e ->
                        plain(opcode);
                default ->
                        throw in.refuse(
                                "instruction 0x%02x in a constant expression".formatted(opcode));
            }
        }
        throw in.refuse("constant expression of more than 64 instructions");
    }

    private int within(int count, int limit, String where) {
        if (count == limit) {
            throw in.refuse("more than %d instructions in the %s".formatted(limit, where));
        }
        return count + 1;
    }

    private void branch(int depth) {
        int label = in.index("label", depth);
        branchWork += label + 1;
        if (branchWork > limits.branchWork()) {
            throw in.refuse(
                    "branches leave more than %d blocks in all".formatted(limits.branchWork()));
        }
    }

    private void branchTable(int depth) {
        int targets = in.count("br_table targets", limits.branchTable());
        bodyBranchTargets += targets;
        for (int i = 0; i <= targets; i++) {
            branch(depth);
        }
    }

    private void blockType() {
        int first = in.u8();
        if (first == 0x40 || ModuleScan.isValueType(first)) {
            return;
        }
        if ((first & 0x40) != 0 && (first & 0x80) == 0) {
            throw in.refuse("block type 0x%02x".formatted(first) + ModuleScan.typeHint(first));
        }
        long index = first & 0x7f;
        for (int shift = 7, b = first; (b & 0x80) != 0; shift += 7) {
            if (shift > 28) {
                throw in.refuse("block type encoded in more than 5 bytes");
            }
            b = in.u8();
            index |= (long) (b & 0x7f) << shift;
        }
        if (index >= types) {
            throw in.refuse("type %d does not exist (there are %d)".formatted(index, types));
        }
    }

    private void plain(int opcode) {
        switch (opcode) {
            case 0x10, 0xd2 -> in.index("function", functions);
            case 0x11 -> {
                in.index("type", types);
                in.index("table", tables);
            }
            case 0x1c -> {
                if (in.u32() != 1 || !ModuleScan.isValueType(in.u8())) {
                    throw in.refuse("select must have exactly one known type");
                }
            }
            case 0x20, 0x21, 0x22, 0x23, 0x24 -> in.u32();
            case 0x25, 0x26 -> in.index("table", tables);
            case 0x3f, 0x40 -> onlyMemory();
            case 0x41 -> in.skipSigned(5);
            case 0x42 -> in.skipSigned(10);
            case 0x43 -> in.skip(4);
            case 0x44 -> in.skip(8);
            case 0xd0 -> {
                int type = in.u8();
                if (!ModuleScan.isReferenceType(type)) {
                    throw in.refuse("null of type 0x%02x".formatted(type));
                }
            }
            case 0xfc -> prefixed();
            default -> {
                if (opcode >= 0x28 && opcode <= 0x3e) {
                    memoryArgument();
                } else if (!hasNoOperand(opcode)) {
                    throw in.refuse(
                            "instruction 0x%02x%s".formatted(opcode, instructionHint(opcode)));
                }
            }
        }
    }

    private static boolean hasNoOperand(int opcode) {
        return opcode == 0x00 // unreachable
                || opcode == 0x01 // nop
                || opcode == 0x05 // else
                || opcode == 0x0f // return
                || opcode == 0x1a // drop
                || opcode == 0x1b // select
                || opcode == 0xd1 // ref.is_null
                || (opcode >= 0x45 && opcode <= 0xc4); // numeric
    }

    private void memoryArgument() {
        long flags = in.u32();
        if (flags >= 64) {
            throw in.refuse("access to a further memory; a module may have one");
        }
        in.u32();
    }

    private void onlyMemory() {
        if (in.u8() != 0) {
            throw in.refuse("access to a further memory; a module may have one");
        }
    }

    private void prefixed() {
        long opcode = in.u32();
        if (opcode > 17) {
            throw in.refuse("unknown instruction 0xfc %d".formatted(opcode));
        }
        switch ((int) opcode) {
            case 8 -> {
                bulk();
                in.u32();
                onlyMemory();
            }
            case 9, 13 -> in.u32();
            case 10 -> {
                bulk();
                onlyMemory();
                onlyMemory();
            }
            case 11 -> {
                bulk();
                onlyMemory();
            }
            case 12 -> {
                bulk();
                in.u32();
                in.index("table", tables);
            }
            case 14 -> {
                bulk();
                in.index("table", tables);
                in.index("table", tables);
            }
            case 15, 17 -> {
                bulk();
                in.index("table", tables);
            }
            case 16 -> in.index("table", tables);
            default -> {
                // 0 to 7: saturating conversion, no operand.
            }
        }
    }

    private void bulk() {
        if (++bodyBulk > limits.bulkInstructions()) {
            throw in.refuse(
                    "more than %d bulk memory or table instructions in a function"
                            .formatted(limits.bulkInstructions()));
        }
    }

    private static String instructionHint(int opcode) {
        return switch (opcode) {
            case 0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f ->
                    ": exceptions are not supported; build without -fwasm-exceptions";
            case 0x12, 0x13 -> ": tail calls are not supported; build without -mtail-call";
            case 0x14, 0x15, 0xd3, 0xd4, 0xd5, 0xd6 ->
                    ": typed function references are not supported";
            case 0xfb -> ": WasmGC is not supported; build for linear memory";
            case 0xfd -> ": SIMD is not supported; build without -msimd128";
            case 0xfe -> ": threads are not supported; build without -matomics";
            default -> " is unknown";
        };
    }
}
