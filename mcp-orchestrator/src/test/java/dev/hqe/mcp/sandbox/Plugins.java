package dev.hqe.mcp.sandbox;

import java.util.function.Consumer;

/// Extism plugins that the tests run: exports `() -> i32` that use `extism:host/env`.
final class Plugins {
    static final String ENV = EnvFunction.MODULE;

    private Plugins() {}

    /// Gives its input back, by offset and length.
    static byte[] echo() {
        var module = new WasmModuleBuilder().noMemory();
        int offset = module.env("input_offset");
        int length = module.env("input_length");
        int output = module.env("output_set");
        return module.exported("echo", "", c -> c.call(offset).call(length).call(output).i32(0))
                .build();
    }

    /// Gives its input back as PDKs do: byte by byte into a block of its own.
    static byte[] copy() {
        var module = new WasmModuleBuilder();
        int length = module.env("input_length");
        int load = module.env("input_load_u8");
        int alloc = module.env("alloc");
        int store = module.env("store_u8");
        int output = module.env("output_set");
        // Locals: 0 length, 1 block, 2 position.
        return module.exported(
                        "copy",
                        "jjj",
                        c -> {
                            c.call(length).set(0).get(0).call(alloc).set(1);
                            c.block().loop();
                            c.get(2).get(0).op(0x5a).brIf(1);
                            c.get(1).get(2).op(0x7c).get(2).call(load).call(store);
                            c.get(2).i64(1).op(0x7c).set(2).br(0).end().end();
                            c.get(1).get(0).call(output).i32(0);
                        })
                .build();
    }

    /// Hands its input to a function `(i64) -> i64` and gives back the block it answers.
    static byte[] passes(String module, String function) {
        var built = new WasmModuleBuilder();
        int asked = built.imported(module, function, "j:j");
        int offset = built.env("input_offset");
        int length = built.env("length");
        int output = built.env("output_set");
        return built.exported(
                        "ask",
                        "j",
                        c -> {
                            c.call(offset).call(asked).set(0);
                            c.get(0).get(0).call(length).call(output).i32(0);
                        })
                .build();
    }

    /// Makes the HTTP request that its input is, without a body; gives back what it gets.
    static byte[] fetches() {
        var module = new WasmModuleBuilder();
        int request = module.env("http_request");
        int status = module.env("http_status_code");
        int offset = module.env("input_offset");
        int length = module.env("length");
        int output = module.env("output_set");
        return module.exported(
                        "fetch",
                        "j",
                        c -> {
                            c.call(offset).i64(0).call(request).set(0);
                            c.get(0).get(0).call(length).call(output);
                            c.call(status).i32(200).op(0x47);
                        })
                .build();
    }

    /// Sets its input as its error and answers a code.
    static byte[] fails(int code) {
        var module = new WasmModuleBuilder();
        int offset = module.env("input_offset");
        int error = module.env("error_set");
        return module.exported("fail", "", c -> c.call(offset).call(error).i32(code)).build();
    }

    /// Sets its input as its error and traps, as PDKs do.
    static byte[] failsAndTraps() {
        var module = new WasmModuleBuilder();
        int offset = module.env("input_offset");
        int error = module.env("error_set");
        return module.exported("fail", "", c -> c.call(offset).call(error).op(0x00)).build();
    }

    /// Sets a variable named by its input to its input, then gives the variable back; answers 1 if
    /// it was there already. `remember_twice` does it twice and says what came of the second time.
    static byte[] remembers() {
        var module = new WasmModuleBuilder();
        int get = module.env("var_get");
        int set = module.env("var_set");
        int alloc = module.env("alloc");
        int store = module.env("store_u8");
        // Locals: 0 name, 1 value, 2 what was there.
        Consumer<Code> name = c -> c.i64(1).call(alloc).set(0).get(0).i32('n').call(store);
        int remember =
                module.function(
                        ":i",
                        "jjj",
                        c -> {
                            name.accept(c);
                            c.get(0).call(get).set(2);
                            name.accept(c);
                            c.i64(1).call(alloc).set(1).get(1).i32('v').call(store);
                            c.get(0).get(1).call(set);
                            c.get(2).i64(0).op(0x52);
                        });
        return module.export("remember", 0, remember)
                .exported("remember_twice", "", c -> c.call(remember).op(0x1a).call(remember))
                .build();
    }

    /// Calls a function of no result, many times, with the input.
    static byte[] repeats(String function, int times) {
        var module = new WasmModuleBuilder();
        int called = module.env(function);
        int alloc = module.env("alloc");
        return module.exported(
                        "repeat",
                        "i",
                        c -> {
                            c.loop().i64(8).call(alloc).call(called);
                            c.get(0).i32(1).op(0x6a).op(0x22).u32(0);
                            c.i32(times).op(0x49).brIf(0).end().i32(0);
                        })
                .build();
    }

    /// An export that only does this and answers 0.
    static byte[] plain(Consumer<Code> content) {
        return new WasmModuleBuilder()
                .exported(
                        "run",
                        "",
                        c -> {
                            content.accept(c);
                            c.i32(0);
                        })
                .build();
    }
}
