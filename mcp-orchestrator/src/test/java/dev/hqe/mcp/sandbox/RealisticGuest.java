package dev.hqe.mcp.sandbox;

/// A small but whole program, as a compiler would write it: reads its input, sorts the bytes,
/// counts words, hashes, recurses, dispatches through a table, formats a number and writes all of
/// it.
final class RealisticGuest {
    private static final int BUFFER = 4_096;
    private static final int SIZE = 2_048;
    private static final int DIGITS = 512;

    private RealisticGuest() {}

    static byte[] wasm() {
        var module = new WasmModuleBuilder().memory(2).table(4);
        int read = module.wasi("fd_read");
        int write = module.wasi("fd_write");
        int exit = module.wasi("proc_exit");
        int stack = module.global(65_536);
        int words = words(module);
        int hash = hash(module);
        int fibonacci = fibonacci(module);
        int sum = module.function("ii:i", "", c -> c.get(0).get(1).op(0x6a));
        int sort = sort(module);
        int digits = digits(module);
        module.element(0, words, hash, sum);
        module.data(DIGITS, "0123456789").data(1_024, "{\"words\":");
        // Locals: 0 length, 1 what one of the table's functions answers.
        return module.main(
                        "ii",
                        c -> {
                            // The shadow stack, as LLVM keeps it.
                            c.op(0x23).u32(stack).i32(16).op(0x6b).op(0x24).u32(stack);
                            c.store(0, BUFFER).store(4, SIZE);
                            c.i32(0).i32(0).i32(1).i32(8).call(read).drop();
                            c.i32(8).load().set(0);
                            c.i32(BUFFER).get(0).call(sort);
                            c.i32(BUFFER).get(0);
                            c.get(0).i32(1).op(0x71);
                            c.op(0x11).u32(module.type("ii:i")).u32(0).set(1);
                            c.i32(10).call(fibonacci).get(1).op(0x6a).call(digits);
                            c.store(0, DIGITS + 16).store(4, 10);
                            c.i32(1).i32(0).i32(1).i32(8).call(write).drop();
                            c.store(0, BUFFER).i32(4).get(0).store();
                            c.i32(1).i32(0).i32(1).i32(8).call(write).drop();
                            c.op(0x23).u32(stack).i32(16).op(0x6a).op(0x24).u32(stack);
                            c.i32(0).call(exit);
                        })
                .build();
    }

    /// Runs of bytes over 32. Parameters: 0 address, 1 length; locals: 2 position, 3 count, 4
    /// inside.
    private static int words(WasmModuleBuilder module) {
        return module.function(
                "ii:i",
                "iii",
                c -> {
                    c.block().loop();
                    c.get(2).get(1).op(0x4f).brIf(1);
                    c.get(0).get(2).op(0x6a).op(0x2d, 0, 0).i32(32).op(0x4b);
                    c.op(0x04, 0x40);
                    c.get(4).op(0x45).op(0x04, 0x40);
                    c.get(3).i32(1).op(0x6a).set(3).end();
                    c.i32(1).set(4).op(0x05).i32(0).set(4).end();
                    c.get(2).i32(1).op(0x6a).set(2).br(0).end().end();
                    c.get(3);
                });
    }

    /// FNV-1a over 64 bits, folded. Locals: 2 position, 3 hash.
    private static int hash(WasmModuleBuilder module) {
        return module.function(
                "ii:i",
                "ij",
                c -> {
                    c.wide(0xcbf29ce484222325L).set(3);
                    c.block().loop();
                    c.get(2).get(1).op(0x4f).brIf(1);
                    c.get(3).get(0).get(2).op(0x6a).op(0x31, 0, 0).op(0x85);
                    c.wide(0x100000001b3L).op(0x7e).set(3);
                    c.get(2).i32(1).op(0x6a).set(2).br(0).end().end();
                    c.get(3).get(3).i64(32).op(0x88).op(0x85).op(0xa7);
                });
    }

    private static int fibonacci(WasmModuleBuilder module) {
        int self = module.nextFunction();
        return module.function(
                "i:i",
                "",
                c -> {
                    c.get(0).i32(2).op(0x48).op(0x04, 0x7f).get(0).op(0x05);
                    c.get(0).i32(1).op(0x6b).call(self);
                    c.get(0).i32(2).op(0x6b).call(self).op(0x6a).end();
                });
    }

    /// Insertion sort of bytes. Locals: 2 outer, 3 inner, 4 value.
    private static int sort(WasmModuleBuilder module) {
        return module.function(
                "ii:",
                "iii",
                c -> {
                    c.i32(1).set(2);
                    c.block().loop();
                    c.get(2).get(1).op(0x4f).brIf(1);
                    c.get(0).get(2).op(0x6a).op(0x2d, 0, 0).set(4).get(2).set(3);
                    c.block().loop();
                    c.get(3).op(0x45).brIf(1);
                    c.get(0).get(3).op(0x6a).i32(1).op(0x6b).op(0x2d, 0, 0);
                    c.get(4).op(0x4d).brIf(1);
                    c.get(0).get(3).op(0x6a);
                    c.get(0).get(3).op(0x6a).i32(1).op(0x6b).op(0x2d, 0, 0).op(0x3a, 0, 0);
                    c.get(3).i32(1).op(0x6b).set(3).br(0).end().end();
                    c.get(0).get(3).op(0x6a).get(4).op(0x3a, 0, 0);
                    c.get(2).i32(1).op(0x6a).set(2).br(0).end().end();
                });
    }

    /// Ten decimal digits behind the table of digits. Locals: 1 position.
    private static int digits(WasmModuleBuilder module) {
        return module.function(
                "i:",
                "i",
                c -> {
                    c.i32(9).set(1);
                    c.block().loop();
                    c.get(1).i32(0).op(0x48).brIf(1);
                    c.i32(DIGITS + 16).get(1).op(0x6a);
                    c.get(0).i32(10).op(0x70).i32(DIGITS).op(0x6a).op(0x2d, 0, 0);
                    c.op(0x3a, 0, 0);
                    c.get(0).i32(10).op(0x6e).set(0);
                    c.get(1).i32(1).op(0x6b).set(1).br(0).end().end();
                });
    }
}
