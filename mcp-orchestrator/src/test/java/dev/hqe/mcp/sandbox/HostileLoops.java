package dev.hqe.mcp.sandbox;

import static dev.hqe.mcp.sandbox.Hostile.End.DENIED;
import static dev.hqe.mcp.sandbox.Hostile.End.OVERFLOWED;
import static dev.hqe.mcp.sandbox.Hostile.End.STOPPED;
import static dev.hqe.mcp.sandbox.Hostile.command;
import static dev.hqe.mcp.sandbox.Hostile.plugin;

import java.util.List;

/// A loop in every place where a loop can be.
final class HostileLoops {
    private HostileLoops() {}

    static List<Hostile> all() {
        return List.of(
                command("loop closed by br", STOPPED, Guests::spinWithBr),
                command("loop closed by br_if", STOPPED, Guests::spinWithBrIf),
                command("loop closed by br_table", STOPPED, Guests::spinWithBrTable),
                command("loop in the start section", STOPPED, Guests::spinInStartSection),
                command("loop left by if and else", STOPPED, HostileLoops::ifAndElse),
                command("loop of loops", STOPPED, HostileLoops::loopOfLoops),
                command("loop out of deep blocks", STOPPED, HostileLoops::deepBlocks),
                command("loop of calls", STOPPED, () -> calling(false)),
                command("loop of indirect calls", STOPPED, () -> calling(true)),
                command("loop of memory.fill", STOPPED, () -> Guests.spinWithBulkFill(64)),
                command("loop of memory.copy", STOPPED, HostileLoops::copies),
                command("loop of memory.init", STOPPED, HostileLoops::inits),
                command("loop of table.fill", STOPPED, HostileLoops::tableFills),
                command("loop of memory.grow that fails", STOPPED, HostileLoops::grows),
                command("loop of sched_yield", STOPPED, () -> wasi("sched_yield")),
                command("loop of reads at the end", STOPPED, () -> wasi("fd_read")),
                command("loop of closing", STOPPED, () -> wasi("fd_close")),
                command("loop of writes to standard error", STOPPED, () -> Guests.flood(2)),
                command("loop of sleeps", DENIED, () -> wasi("poll_oneoff")),
                plugin("loop in an export", STOPPED, () -> Plugins.plain(HostileLoops::spin)),
                plugin("loop in _initialize", STOPPED, () -> before("_initialize", ":")),
                plugin(
                        "loop in __wasm_call_ctors",
                        STOPPED,
                        () -> before("__wasm_call_ctors", ":")),
                plugin("loop in hs_init", STOPPED, () -> before("hs_init", "ii:")),
                plugin("loop of input_length", STOPPED, () -> env("input_length")),
                plugin("loop of alloc", STOPPED, () -> env("alloc")),
                plugin("loop of length", STOPPED, () -> env("length")),
                plugin("loop of reset", STOPPED, () -> env("reset")),
                plugin("loop of log_info without host calls", STOPPED, () -> env("log_trace")),
                command("recursion", OVERFLOWED, Guests::recursion),
                command("recursion of two", OVERFLOWED, HostileLoops::mutual),
                command("recursion through a table", OVERFLOWED, HostileLoops::indirect),
                command("recursion in the start section", OVERFLOWED, HostileLoops::atStart),
                command(
                        "recursion with operands",
                        OVERFLOWED,
                        () -> Guests.recursionWithOperands(900)),
                plugin("recursion in _initialize", OVERFLOWED, HostileLoops::atInitialize));
    }

    private static void spin(Code c) {
        c.loop().br(0).end();
    }

    private static byte[] ifAndElse() {
        return Guests.plain(
                c -> c.loop().i32(1).op(0x04, 0x40).br(1).op(0x05).br(1).end().br(0).end());
    }

    private static byte[] loopOfLoops() {
        return new WasmModuleBuilder()
                .main(
                        "i",
                        c ->
                                c.loop()
                                        .i32(0)
                                        .set(0)
                                        .loop()
                                        .get(0)
                                        .i32(1)
                                        .op(0x6a)
                                        .op(0x22)
                                        .u32(0)
                                        .i32(1_000)
                                        .op(0x48)
                                        .brIf(0)
                                        .end()
                                        .br(0)
                                        .end())
                .build();
    }

    private static byte[] deepBlocks() {
        return Guests.plain(c -> {
            c.loop();
            for (int i = 0; i < 500; i++) {
                c.block();
            }
            c.br(500);
            for (int i = 0; i < 500; i++) {
                c.end();
            }
            c.end();
        });
    }

    private static byte[] calling(boolean indirect) {
        var module = new WasmModuleBuilder().table(1);
        int nothing = module.function(":", "", c -> {});
        module.element(0, nothing);
        return module.main(
                        "",
                        c -> {
                            c.loop();
                            if (indirect) {
                                c.i32(0).op(0x11).u32(module.type(":")).u32(0);
                            } else {
                                c.call(nothing);
                            }
                            c.br(0).end();
                        })
                .build();
    }

    private static byte[] copies() {
        return new WasmModuleBuilder()
                .memory(64)
                .main(
                        "",
                        c ->
                                c.loop()
                                        .i32(0)
                                        .i32(1)
                                        .i32(64 * 65_536 - 1)
                                        .op(0xfc, 10, 0, 0)
                                        .br(0)
                                        .end())
                .build();
    }

    private static byte[] inits() {
        return new WasmModuleBuilder()
                .passiveData("x".repeat(60_000))
                .main("", c -> c.loop().i32(0).i32(0).i32(60_000).op(0xfc, 8, 0, 0).br(0).end())
                .build();
    }

    private static byte[] tableFills() {
        return new WasmModuleBuilder()
                .table(50_000)
                .main(
                        "",
                        c -> c.loop().i32(0).op(0xd0, 0x70).i32(50_000).op(0xfc, 17, 0).br(0).end())
                .build();
    }

    private static byte[] grows() {
        return Guests.plain(c -> c.loop().i32(65_000).memoryGrow().drop().br(0).end());
    }

    /// Calls a function with zeros for ever.
    private static byte[] wasi(String function) {
        var module = new WasmModuleBuilder();
        int called = module.wasi(function);
        Signature signature = WasiFunction.named(function).orElseThrow().signature();
        return module.main("", c -> forEver(c, called, signature)).build();
    }

    private static byte[] env(String function) {
        var module = new WasmModuleBuilder();
        int called = module.env(function);
        Signature signature = EnvFunction.named(function).orElseThrow().signature();
        return module.exported(
                        "run",
                        "",
                        c -> {
                            forEver(c, called, signature);
                            c.i32(0);
                        })
                .build();
    }

    private static void forEver(Code c, int called, Signature signature) {
        c.loop();
        Guests.zeros(c, signature);
        c.call(called);
        if (!signature.results().isEmpty()) {
            c.drop();
        }
        c.br(0).end();
    }

    private static byte[] before(String initializer, String type) {
        var module = new WasmModuleBuilder();
        int spin = module.function(type, "", HostileLoops::spin);
        return module.export(initializer, 0, spin).exported("run", "", c -> c.i32(0)).build();
    }

    private static byte[] mutual() {
        var module = new WasmModuleBuilder();
        int first = module.function(":", "", c -> c.call(1));
        module.function(":", "", c -> c.call(first));
        return module.main("", c -> c.call(first)).build();
    }

    private static byte[] indirect() {
        var module = new WasmModuleBuilder().table(1);
        int self = module.function(":", "", c -> c.i32(0).op(0x11).u32(module.type(":")).u32(0));
        return module.element(0, self).main("", c -> c.call(self)).build();
    }

    private static byte[] atStart() {
        var module = new WasmModuleBuilder();
        int self = module.function(":", "", c -> c.call(0));
        return module.start(self).main("", c -> {}).build();
    }

    private static byte[] atInitialize() {
        var module = new WasmModuleBuilder();
        int self = module.function(":", "", c -> c.call(0));
        return module.export("_initialize", 0, self).exported("run", "", c -> c.i32(0)).build();
    }
}
