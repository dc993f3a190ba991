package dev.hqe.mcp.sandbox;

import java.util.function.Consumer;

/// The modules that the tests run.
final class Guests {
    private static final int IOVEC = 0;
    private static final int DONE = 8;
    private static final int BUFFER = 1_024;
    private static final int BUFFER_SIZE = 32_768;

    private Guests() {}

    /// Copies standard input to standard output until the input ends.
    static byte[] echo() {
        var module = new WasmModuleBuilder();
        int read = module.wasi("fd_read");
        int write = module.wasi("fd_write");
        return module.main(
                        "",
                        c ->
                                c.block()
                                        .loop()
                                        .store(IOVEC, BUFFER)
                                        .store(IOVEC + 4, BUFFER_SIZE)
                                        .i32(0)
                                        .i32(IOVEC)
                                        .i32(1)
                                        .i32(DONE)
                                        .call(read)
                                        .drop()
                                        .i32(DONE)
                                        .load()
                                        .op(0x45)
                                        .brIf(1)
                                        .i32(IOVEC + 4)
                                        .i32(DONE)
                                        .load()
                                        .store()
                                        .i32(1)
                                        .i32(IOVEC)
                                        .i32(1)
                                        .i32(DONE)
                                        .call(write)
                                        .drop()
                                        .br(0)
                                        .end()
                                        .end())
                .build();
    }

    /// Writes its arguments, each with its terminating zero.
    static byte[] arguments() {
        var module = new WasmModuleBuilder();
        int sizes = module.wasi("args_sizes_get");
        int get = module.wasi("args_get");
        int write = module.wasi("fd_write");
        return module.main(
                        "",
                        c ->
                                c.i32(16)
                                        .i32(IOVEC + 4)
                                        .call(sizes)
                                        .drop()
                                        .i32(64)
                                        .i32(BUFFER)
                                        .call(get)
                                        .drop()
                                        .store(IOVEC, BUFFER)
                                        .i32(1)
                                        .i32(IOVEC)
                                        .i32(1)
                                        .i32(DONE)
                                        .call(write)
                                        .drop())
                .build();
    }

    /// Exits with a code.
    static byte[] exit(int code) {
        var module = new WasmModuleBuilder();
        int exit = module.wasi("proc_exit");
        return module.main("", c -> c.i32(code).call(exit).op(0x00)).build();
    }

    /// Writes a text to a descriptor, then does something.
    static byte[] says(int descriptor, String text, Consumer<Code> then) {
        var module = new WasmModuleBuilder().data(BUFFER, text);
        int write = module.wasi("fd_write");
        return module.main(
                        "",
                        c -> {
                            c.store(IOVEC, BUFFER)
                                    .store(IOVEC + 4, text.length())
                                    .i32(descriptor)
                                    .i32(IOVEC)
                                    .i32(1)
                                    .i32(DONE)
                                    .call(write)
                                    .drop();
                            then.accept(c);
                        })
                .build();
    }

    /// Writes 32 KiB to a descriptor, for ever.
    static byte[] flood(int descriptor) {
        var module = new WasmModuleBuilder();
        int write = module.wasi("fd_write");
        return module.main(
                        "",
                        c ->
                                c.store(IOVEC, BUFFER)
                                        .store(IOVEC + 4, BUFFER_SIZE)
                                        .loop()
                                        .i32(descriptor)
                                        .i32(IOVEC)
                                        .i32(1)
                                        .i32(DONE)
                                        .call(write)
                                        .drop()
                                        .br(0)
                                        .end())
                .build();
    }

    static byte[] spinWithBr() {
        return plain(c -> c.loop().br(0).end());
    }

    static byte[] spinWithBrIf() {
        return plain(c -> c.loop().i32(1).brIf(0).end());
    }

    static byte[] spinWithBrTable() {
        return plain(c -> c.loop().i32(0).op(0x0e).u32(1).u32(0).u32(0).end());
    }

    static byte[] spinInStartSection() {
        var module = new WasmModuleBuilder();
        int spin = module.function(":", "", c -> c.loop().br(0).end());
        return module.start(spin).main("", c -> {}).build();
    }

    static byte[] spinWithBulkFill(int pages) {
        return new WasmModuleBuilder()
                .memory(pages)
                .main(
                        "",
                        c -> c.loop().i32(0).i32(7).i32(pages * 65_536).op(0xfc, 11, 0).br(0).end())
                .build();
    }

    static byte[] recursion() {
        var module = new WasmModuleBuilder();
        return module.main("", c -> c.call(0)).build();
    }

    /// Recursion that leaves many values on the operand stack.
    static byte[] recursionWithOperands(int values) {
        var module = new WasmModuleBuilder();
        return module.main(
                        "",
                        c -> {
                            for (int i = 0; i < values; i++) {
                                c.i32(i);
                            }
                            c.call(0);
                            for (int i = 0; i < values; i++) {
                                c.drop();
                            }
                        })
                .build();
    }

    /// Grows memory a page at a time until that fails; exits with 42 if it then was -1.
    static byte[] growUntilRefused() {
        var module = new WasmModuleBuilder();
        int exit = module.wasi("proc_exit");
        return module.main(
                        "i",
                        c ->
                                c.loop()
                                        .i32(1)
                                        .memoryGrow()
                                        .op(0x22)
                                        .u32(0)
                                        .i32(0)
                                        .op(0x4e)
                                        .brIf(0)
                                        .end()
                                        .get(0)
                                        .i32(43)
                                        .op(0x6a)
                                        .call(exit))
                .build();
    }

    /// Grows a table by a number of elements and exits with what `table.grow` said, plus 2.
    static byte[] growTable(int by) {
        var module = new WasmModuleBuilder().table(1);
        int exit = module.wasi("proc_exit");
        return module.main(
                        "",
                        c ->
                                c.op(0xd0, 0x70)
                                        .i32(by)
                                        .op(0xfc, 15)
                                        .u32(0)
                                        .i32(2)
                                        .op(0x6a)
                                        .call(exit))
                .build();
    }

    /// Calls one WASI function with zeros.
    static byte[] calls(String function) {
        var module = new WasmModuleBuilder();
        int index = module.wasi(function);
        return module.main(
                        "",
                        c -> {
                            Signature signature =
                                    WasiFunction.named(function).orElseThrow().signature();
                            zeros(c, signature);
                            c.call(index);
                            if (!signature.results().isEmpty()) {
                                c.drop();
                            }
                        })
                .build();
    }

    /// Uses most of what a compiler emits: start section, table, indirect calls, a switch, locals,
    /// bulk memory, arguments, input and output. Writes "abc" and exits with 5.
    static byte[] rich() {
        var module = new WasmModuleBuilder().table(4).data(BUFFER, "abc");
        int read = module.wasi("fd_read");
        int write = module.wasi("fd_write");
        int exit = module.wasi("proc_exit");
        int add = module.function("ii:i", "", c -> c.get(0).get(1).op(0x6a));
        int mul = module.function("ii:i", "j", c -> c.get(0).get(1).op(0x6c));
        int setUp =
                module.function(
                        ":",
                        "",
                        c -> c.i32(2_048).i32(0).i32(64).op(0xfc, 11, 0).store(IOVEC, BUFFER));
        int pick =
                module.function(
                        "i:i",
                        "i",
                        c ->
                                c.block()
                                        .block()
                                        .get(0)
                                        .op(0x0e)
                                        .u32(1)
                                        .u32(0)
                                        .u32(1)
                                        .end()
                                        .i32(2)
                                        .i32(1)
                                        .i32(0)
                                        .op(0x11)
                                        .u32(module.type("ii:i"))
                                        .u32(0)
                                        .set(1)
                                        .end()
                                        .get(1)
                                        .i32(2)
                                        .op(0x6a));
        return module.element(0, add, mul)
                .start(setUp)
                .main(
                        "ii",
                        c ->
                                c.store(IOVEC + 4, 3)
                                        .i32(1)
                                        .i32(IOVEC)
                                        .i32(1)
                                        .i32(DONE)
                                        .call(write)
                                        .drop()
                                        .i32(0)
                                        .i32(IOVEC)
                                        .i32(1)
                                        .i32(DONE)
                                        .call(read)
                                        .drop()
                                        .i32(3)
                                        .set(0)
                                        .loop()
                                        .get(0)
                                        .i32(-1)
                                        .op(0x6a)
                                        .op(0x22)
                                        .u32(0)
                                        .brIf(0)
                                        .end()
                                        .i32(0)
                                        .call(pick)
                                        .call(exit))
                .build();
    }

    /// Calls one WASI function with 32-bit arguments and exits with the error number it answers.
    static byte[] errorNumber(String function, int... arguments) {
        var module = new WasmModuleBuilder();
        int index = module.wasi(function);
        int exit = module.wasi("proc_exit");
        return module.main(
                        "",
                        c -> {
                            for (int argument : arguments) {
                                c.i32(argument);
                            }
                            c.call(index).call(exit);
                        })
                .build();
    }

    /// Calls itself as often as given, then tries to open a file.
    static byte[] opensAFileAtDepth(int depth) {
        var module = new WasmModuleBuilder();
        int open = module.wasi("path_open");
        int down =
                module.function(
                        "i:",
                        "",
                        c -> {
                            c.block().get(0).brIf(0);
                            c.i32(3).i32(0).i32(0).i32(0).i32(0).i64(0).i64(0).i32(0).i32(0);
                            c.call(open).drop().end();
                            c.get(0).i32(-1).op(0x6a).call(open + 1);
                        });
        return module.main("", c -> c.i32(depth).call(down)).build();
    }

    static byte[] plain(Consumer<Code> content) {
        return new WasmModuleBuilder().main("", content).build();
    }

    /// Calls a WASI function with what is pushed and writes so many bytes from address 1,024.
    static byte[] writes(String function, int bytes, Consumer<Code> arguments) {
        var module = new WasmModuleBuilder();
        int called = module.wasi(function);
        int write = module.wasi("fd_write");
        return module.main(
                        "",
                        c -> {
                            arguments.accept(c);
                            c.call(called).drop();
                            c.store(512, BUFFER).store(516, bytes);
                            c.i32(1).i32(512).i32(1).i32(520).call(write).drop();
                        })
                .build();
    }

    /// Pushes a zero for each parameter.
    static void zeros(Code c, Signature signature) {
        for (char type : signature.params().toCharArray()) {
            if (type == 'j') {
                c.i64(0);
            } else {
                c.i32(0);
            }
        }
    }
}
