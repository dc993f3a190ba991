package dev.hqe.mcp.sandbox;

import static dev.hqe.mcp.sandbox.Hostile.End.FLOODED;
import static dev.hqe.mcp.sandbox.Hostile.End.HARMLESS;
import static dev.hqe.mcp.sandbox.Hostile.End.OVERFLOWED;
import static dev.hqe.mcp.sandbox.Hostile.End.REFUSED;
import static dev.hqe.mcp.sandbox.Hostile.End.TRAPPED;
import static dev.hqe.mcp.sandbox.Hostile.command;

import java.util.List;

/// Modules that want memory, stack, or the compiler's time.
final class HostileBombs {
    private HostileBombs() {}

    static List<Hostile> all() {
        return List.of(
                command("4 GiB at the start", REFUSED, GuestPrograms::memoryOf4GiB),
                command("memory grown page by page", HARMLESS, Guests::growUntilRefused),
                command("memory grown by 4 GiB", HARMLESS, () -> grow(65_535)),
                command("memory grown by minus one", HARMLESS, () -> grow(-1)),
                command("table of 4 billion", REFUSED, () -> tables(1, 0xffff_ffffL)),
                command("two hundred tables of 100,000", REFUSED, () -> tables(200, 100_000)),
                command("table grown by 2 billion", HARMLESS, () -> Guests.growTable(1 << 31)),
                command("table grown by minus one", HARMLESS, () -> Guests.growTable(-1)),
                command("data outside of the memory", TRAPPED, HostileBombs::dataOutside),
                command("elements outside of the table", TRAPPED, HostileBombs::elementsOutside),
                command("load outside", TRAPPED, () -> Guests.plain(c -> c.i32(-1).load().drop())),
                command("fill outside", TRAPPED, HostileBombs::fillOutside),
                command("call of an empty table entry", TRAPPED, HostileBombs::emptyEntry),
                command("division by zero", TRAPPED, HostileBombs::division),
                command("flood of standard output", FLOODED, () -> Guests.flood(1)),
                command("frames of 2,000 locals", OVERFLOWED, HostileBombs::wideFrames),
                command("br_table of a million", REFUSED, () -> branchTables(1, 1_000_000)),
                command("many large br_tables", HARMLESS, () -> branchTables(12, 4_000)),
                command("function of 60,000 instructions", REFUSED, () -> longFunction(30_001)),
                command("function too long for a JVM method", HARMLESS, () -> longFunction(12_000)),
                command("3,000 locals", REFUSED, () -> locals(3_000)),
                command("4 billion locals in groups", REFUSED, () -> locals(0xffff_fff0L)),
                command("2,000 nested blocks", REFUSED, () -> nested(2_000)),
                command("1,000 nested blocks", HARMLESS, () -> nested(1_000)),
                command("25,000 functions", REFUSED, () -> functions(25_000)),
                command("200 parameters", REFUSED, HostileBombs::wideSignature),
                command("2,000 memory.fill in a function", REFUSED, HostileBombs::manyFills));
    }

    /// Ends with code 0 if growing was refused.
    private static byte[] grow(int pages) {
        var module = new WasmModuleBuilder();
        int exit = module.wasi("proc_exit");
        return module.main("", c -> c.i32(pages).memoryGrow().i32(1).op(0x6a).call(exit)).build();
    }

    private static byte[] tables(int count, long elements) {
        var module = new WasmModuleBuilder();
        for (int i = 0; i < count; i++) {
            module.table(elements);
        }
        return module.main("", c -> {}).build();
    }

    private static byte[] dataOutside() {
        return new WasmModuleBuilder().data(-4, "outside").main("", c -> {}).build();
    }

    private static byte[] elementsOutside() {
        return new WasmModuleBuilder().table(1).main("", c -> {}).element(7, 0, 0).build();
    }

    private static byte[] fillOutside() {
        return Guests.plain(c -> c.i32(65_000).i32(1).i32(1_000).op(0xfc, 11, 0));
    }

    private static byte[] emptyEntry() {
        var module = new WasmModuleBuilder().table(1);
        return module.main("", c -> c.i32(0).op(0x11).u32(module.type(":")).u32(0)).build();
    }

    private static byte[] division() {
        return Guests.plain(c -> c.i32(1).i32(0).op(0x6d).drop());
    }

    private static byte[] wideFrames() {
        var module = new WasmModuleBuilder();
        int down = module.function(":", "j".repeat(1_999), c -> c.call(0));
        return module.main("", c -> c.call(down)).build();
    }

    private static byte[] branchTables(int count, int targets) {
        return Guests.plain(c -> {
            for (int i = 0; i < count; i++) {
                c.block().i32(0).op(0x0e).u32(targets);
                for (int j = 0; j <= targets; j++) {
                    c.u32(0);
                }
                c.end();
            }
        });
    }

    /// Twice as many instructions as pairs.
    private static byte[] longFunction(int pairs) {
        return Guests.plain(c -> {
            for (int i = 0; i < pairs; i++) {
                c.i32(i).drop();
            }
        });
    }

    private static byte[] locals(long count) {
        byte[] body =
                WasmModuleBuilder.join(
                        Code.unsigned(1), Code.unsigned(count), new byte[] {0x7f, 0x0b});
        return new WasmModuleBuilder().rawMain(body).build();
    }

    private static byte[] nested(int depth) {
        return Guests.plain(c -> {
            for (int i = 0; i < depth; i++) {
                c.block();
            }
            for (int i = 0; i < depth; i++) {
                c.end();
            }
        });
    }

    private static byte[] functions(int count) {
        var module = new WasmModuleBuilder();
        for (int i = 0; i < count; i++) {
            module.function(":", "", c -> {});
        }
        return module.main("", c -> {}).build();
    }

    private static byte[] wideSignature() {
        var module = new WasmModuleBuilder();
        module.function("i".repeat(200) + ":", "", c -> {});
        return module.main("", c -> {}).build();
    }

    private static byte[] manyFills() {
        return Guests.plain(c -> {
            for (int i = 0; i < 2_000; i++) {
                c.i32(0).i32(0).i32(65_536).op(0xfc, 11, 0);
            }
        });
    }
}
