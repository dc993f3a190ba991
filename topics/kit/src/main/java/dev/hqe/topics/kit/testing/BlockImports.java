package dev.hqe.topics.kit.testing;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.hqe.topics.kit.HostFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/// The workbench's functions as a module imports them, with the blocks of memory that their JSON is
/// handed over in: `extism:host/env` and `extism:host/user`. One for each run; a block that is used
/// wrongly is an error here, where the product's host answers as Extism does.
final class BlockImports {
    private static final String BLOCKS = "extism:host/env";
    private static final String WORKBENCH = "extism:host/user";
    private static final int ALIGNMENT = 8;

    private final TreeMap<Long, byte[]> blocks = new TreeMap<>();
    private long end = ALIGNMENT;

    private BlockImports() {}

    /// The imports of one run, all that there are.
    static HostFunction[] of(HostFunctions functions) {
        BlockImports run = new BlockImports();
        List<HostFunction> all = new ArrayList<>();
        all.add(unary("alloc", a -> run.alloc(new byte[Math.toIntExact(a)])));
        all.add(unary("length", a -> run.block(a).length));
        all.add(
                function(
                        BLOCKS,
                        "free",
                        FunctionType.accepting(ValType.I64),
                        args -> run.taken(args[0]).length));
        all.add(load("load_u8", ValType.I32, args -> run.load(args[0], 1)));
        all.add(load("load_u64", ValType.I64, args -> run.load(args[0], 8)));
        all.add(store("store_u8", ValType.I32, args -> run.store(args[0], args[1], 1)));
        all.add(store("store_u64", ValType.I64, args -> run.store(args[0], args[1], 8)));
        all.add(run.question("hqe_entity_get", functions::getEntity));
        all.add(run.question("hqe_entity_query", functions::queryEntities));
        all.add(run.question("hqe_entity_put", functions::putEntity));
        return all.toArray(HostFunction[]::new);
    }

    /// What a module may import, as `module.name`.
    ///
    /// @param reads whether its manifest permits reading entities
    /// @param writes whether it permits storing some
    static List<String> allowed(boolean reads, boolean writes) {
        List<String> allowed = new ArrayList<>();
        if (reads) {
            allowed.add(WORKBENCH + ".hqe_entity_get");
            allowed.add(WORKBENCH + ".hqe_entity_query");
        }
        if (writes) {
            allowed.add(WORKBENCH + ".hqe_entity_put");
        }
        if (!allowed.isEmpty()) {
            List.of("alloc", "free", "length", "load_u8", "load_u64", "store_u8", "store_u64")
                    .forEach(name -> allowed.add(BLOCKS + "." + name));
        }
        return allowed;
    }

    private HostFunction question(String name, UnaryOperator<byte[]> answer) {
        return function(
                WORKBENCH,
                name,
                FunctionType.of(List.of(ValType.I64), List.of(ValType.I64)),
                args -> alloc(answer.apply(taken(args[0]))));
    }

    private static HostFunction unary(String name, LongUnaryOperator action) {
        return function(
                BLOCKS,
                name,
                FunctionType.of(List.of(ValType.I64), List.of(ValType.I64)),
                args -> action.applyAsLong(args[0]));
    }

    private static HostFunction load(String name, ValType result, Action action) {
        return function(
                BLOCKS, name, FunctionType.of(List.of(ValType.I64), List.of(result)), action);
    }

    private static HostFunction store(String name, ValType value, Action action) {
        return function(
                BLOCKS, name, FunctionType.of(List.of(ValType.I64, value), List.of()), action);
    }

    @FunctionalInterface
    private interface Action {
        long act(long[] arguments);
    }

    private static HostFunction function(
            String module, String name, FunctionType type, Action action) {
        boolean answers = !type.returns().isEmpty();
        return new HostFunction(
                module,
                name,
                type,
                (instance, args) -> {
                    long answer = action.act(args);
                    return answers ? new long[] {answer} : new long[0];
                });
    }

    private long alloc(byte[] bytes) {
        long offset = end;
        end += (bytes.length + 2L * ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        blocks.put(offset, bytes);
        return offset;
    }

    private byte[] block(long offset) {
        byte[] block = blocks.get(offset);
        if (block == null) {
            throw new IllegalStateException("there is no block at " + offset);
        }
        return block;
    }

    private byte[] taken(long offset) {
        byte[] block = block(offset);
        blocks.remove(offset);
        return block;
    }

    private long load(long offset, int bytes) {
        Map.Entry<Long, byte[]> block = blockAround(offset, bytes);
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | (block.getValue()[(int) (offset - block.getKey()) + i] & 0xff);
        }
        return value;
    }

    private long store(long offset, long value, int bytes) {
        Map.Entry<Long, byte[]> block = blockAround(offset, bytes);
        for (int i = 0; i < bytes; i++) {
            block.getValue()[(int) (offset - block.getKey()) + i] = (byte) (value >>> (8 * i));
        }
        return 0;
    }

    private Map.Entry<Long, byte[]> blockAround(long offset, int bytes) {
        Map.Entry<Long, byte[]> block = blocks.floorEntry(offset);
        if (block == null || offset - block.getKey() + bytes > block.getValue().length) {
            throw new IllegalStateException(
                    "no block has " + bytes + " bytes at " + offset + "; see where it ends");
        }
        return block;
    }
}
