package dev.hqe.mcp.sandbox;

import static dev.hqe.mcp.sandbox.Hostile.End.DENIED;
import static dev.hqe.mcp.sandbox.Hostile.End.FLOODED;
import static dev.hqe.mcp.sandbox.Hostile.End.HARMLESS;
import static dev.hqe.mcp.sandbox.Hostile.End.HOST_CALL;
import static dev.hqe.mcp.sandbox.Hostile.End.HOST_LIMIT;
import static dev.hqe.mcp.sandbox.Hostile.End.TRAPPED;
import static dev.hqe.mcp.sandbox.Hostile.End.WOKEN;
import static dev.hqe.mcp.sandbox.Hostile.command;
import static dev.hqe.mcp.sandbox.Hostile.plugin;

import java.util.List;
import java.util.function.BiConsumer;

/// Modules that misuse the functions they are given, or call for what they are not.
final class HostilePlugins {
    private HostilePlugins() {}

    static List<Hostile> all() {
        return List.of(
                command("opens a file", DENIED, () -> Guests.calls("path_open")),
                command("sends to a socket", DENIED, () -> Guests.calls("sock_send")),
                command("asks for the time", DENIED, () -> Guests.calls("clock_time_get")),
                command("draws random bytes", DENIED, () -> Guests.calls("random_get")),
                command("raises a signal", DENIED, () -> Guests.calls("proc_raise")),
                plugin("asks for a secret", DENIED, () -> asks("hqe_secret")),
                plugin("reads an entity", DENIED, () -> asks("hqe_entity_get")),
                plugin("searches the memory", DENIED, () -> asks("hqe_memory_search")),
                plugin("publishes", DENIED, () -> asks("hqe_publish")),
                plugin("makes an HTTP request", DENIED, HostilePlugins::request),
                plugin("makes an HTTP request of garbage", HOST_CALL, HostilePlugins::garbage),
                plugin("asks with an offset that is none", HOST_CALL, HostilePlugins::badOffset),
                plugin("logs an offset that is none", HOST_CALL, () -> with("log_error", 12_345)),
                plugin(
                        "names a setting with a bad offset",
                        HOST_CALL,
                        () -> with("config_get", -1)),
                plugin("names a variable with a megabyte", HOST_CALL, HostilePlugins::longName),
                plugin("sets variables without end", HOST_LIMIT, HostilePlugins::variables),
                plugin("asks for settings without end", WOKEN, HostilePlugins::settings),
                plugin("logs without end", WOKEN, HostilePlugins::logs),
                plugin("allocates 9 exabytes", HARMLESS, () -> with("alloc", Long.MAX_VALUE)),
                plugin("allocates a negative number", HARMLESS, () -> with("alloc", -1)),
                plugin("allocates until there is nothing", HARMLESS, () -> allocate(1 << 20)),
                plugin("allocates single bytes", HARMLESS, () -> allocate(1)),
                plugin("frees what it never had", HARMLESS, () -> with("free", 64)),
                plugin("measures what it never had", HARMLESS, () -> with("length", -7)),
                plugin("loads from everywhere", HARMLESS, () -> with("load_u64", Long.MIN_VALUE)),
                plugin("loads beyond the end", HARMLESS, () -> with("load_u8", 1L << 40)),
                plugin("stores everywhere", HARMLESS, HostilePlugins::stores),
                plugin("reads input before its start", HARMLESS, () -> with("input_load_u8", -1)),
                plugin(
                        "reads input beyond its end",
                        HARMLESS,
                        () -> with("input_load_u64", 1 << 30)),
                plugin("sets an error that is none", HARMLESS, () -> with("error_set", 999_999)),
                plugin("sets an output of 8 exabytes", HARMLESS, () -> output(64, Long.MAX_VALUE)),
                plugin("sets an output before the start", HARMLESS, () -> output(-8, 16)),
                plugin("sets an output of negative length", HARMLESS, () -> output(64, -1)),
                plugin("sets an input that is none", HARMLESS, () -> pair("input_set", 1, 1 << 30)),
                plugin("sets more output than it may", FLOODED, HostilePlugins::largeOutput),
                plugin("forges the books of the memory", HARMLESS, HostilePlugins::forges),
                plugin("frees twice", HARMLESS, HostilePlugins::freesTwice),
                plugin("takes its input away", HARMLESS, () -> with("reset")),
                plugin("traps after it set its output", TRAPPED, HostilePlugins::trapsLate),
                plugin(
                        "calls the host with the last of its stack",
                        Hostile.End.OVERFLOWED,
                        HostilePlugins::deepCall));
    }

    private static byte[] asks(String function) {
        return with(UserFunction.MODULE, function, "j:j", 0);
    }

    private static byte[] with(String function, long... arguments) {
        Signature type = EnvFunction.named(function).orElseThrow().signature();
        return with(EnvFunction.MODULE, function, type.params() + ":" + type.results(), arguments);
    }

    private static byte[] pair(String function, long first, long second) {
        return with(function, first, second);
    }

    private static byte[] output(long offset, long length) {
        return pair("output_set", offset, length);
    }

    /// Calls one function once.
    private static byte[] with(String module, String function, String type, long... arguments) {
        var built = new WasmModuleBuilder();
        int called = built.imported(module, function, type);
        return built.exported(
                        "run",
                        "",
                        c -> {
                            for (long argument : arguments) {
                                c.wide(argument);
                            }
                            c.call(called);
                            if (!type.endsWith(":")) {
                                c.drop();
                            }
                            c.i32(0);
                        })
                .build();
    }

    /// A module whose export may use these functions, in the order given.
    private static byte[] using(
            List<String> functions, String locals, BiConsumer<Code, int[]> content) {
        var module = new WasmModuleBuilder();
        int[] indices = functions.stream().mapToInt(module::env).toArray();
        return module.exported(
                        "run",
                        locals,
                        c -> {
                            content.accept(c, indices);
                            c.i32(0);
                        })
                .build();
    }

    private static byte[] request() {
        // {"url":""} as the bytes of two numbers.
        return using(
                List.of("alloc", "store_u64", "store_u8", "http_request"),
                "j",
                (c, f) -> {
                    c.i64(10).call(f[0]).set(0);
                    c.get(0).wide(0x223a226c7275227bL).call(f[1]);
                    c.get(0).i64(8).op(0x7c).i32('"').call(f[2]);
                    c.get(0).i64(9).op(0x7c).i32('}').call(f[2]);
                    c.get(0).i64(0).call(f[3]).drop();
                });
    }

    private static byte[] garbage() {
        return using(
                List.of("alloc", "http_request"),
                "",
                (c, f) -> c.i64(4_096).call(f[0]).i64(0).call(f[1]).drop());
    }

    private static byte[] badOffset() {
        return with(UserFunction.MODULE, "hqe_kv_set", "j:j", 4_711);
    }

    private static byte[] longName() {
        return using(
                List.of("alloc", "var_get"),
                "",
                (c, f) -> c.i64(1 << 20).call(f[0]).call(f[1]).drop());
    }

    /// Ever larger values under one name do not count; ever more names do.
    private static byte[] variables() {
        return using(
                List.of("alloc", "store_u64", "var_set"),
                "jj",
                (c, f) -> {
                    c.loop();
                    c.i64(8).call(f[0]).set(0);
                    c.get(1).i64(1).op(0x7c).set(1);
                    c.get(0).get(1).call(f[1]);
                    c.get(0).i64(64).call(f[0]).call(f[2]);
                    c.br(0).end();
                });
    }

    private static byte[] settings() {
        return using(
                List.of("alloc", "config_get"),
                "",
                (c, f) -> c.loop().i64(1).call(f[0]).call(f[1]).drop().br(0).end());
    }

    private static byte[] logs() {
        return using(
                List.of("alloc", "log_info"),
                "",
                (c, f) -> c.loop().i64(4_000).call(f[0]).call(f[1]).br(0).end());
    }

    /// Until an allocation gives 0.
    private static byte[] allocate(int bytes) {
        return using(
                List.of("alloc"),
                "",
                (c, f) -> c.loop().i64(bytes).call(f[0]).i64(0).op(0x52).brIf(0).end());
    }

    private static byte[] stores() {
        return using(
                List.of("store_u8", "store_u64"),
                "",
                (c, f) -> {
                    for (long offset : new long[] {-1, 0, 1, 1L << 33, Long.MIN_VALUE}) {
                        c.wide(offset).i32(255).call(f[0]);
                        c.wide(offset).wide(-1).call(f[1]);
                    }
                });
    }

    private static byte[] largeOutput() {
        return using(
                List.of("alloc", "output_set"),
                "",
                (c, f) -> c.i64(20 << 20).call(f[0]).i64(20 << 20).call(f[1]));
    }

    /// Overwrites what lies before and after a block, then uses the block.
    private static byte[] forges() {
        return using(
                List.of("alloc", "store_u64", "length", "free"),
                "j",
                (c, f) -> {
                    c.i64(16).call(f[0]).set(0);
                    for (int i = -64; i <= 64; i += 8) {
                        c.get(0).i64(i).op(0x7c).wide(-1).call(f[1]);
                    }
                    c.get(0).call(f[2]).drop().get(0).call(f[3]);
                });
    }

    private static byte[] freesTwice() {
        return using(
                List.of("alloc", "free"),
                "j",
                (c, f) -> {
                    c.i64(16).call(f[0]).set(0);
                    c.get(0).call(f[1]).get(0).call(f[1]);
                    c.i64(16).call(f[0]).drop().i64(16).call(f[0]).drop();
                });
    }

    private static byte[] trapsLate() {
        return using(
                List.of("alloc", "output_set"),
                "",
                (c, f) -> c.i64(8).call(f[0]).i64(8).call(f[1]).op(0x00));
    }

    /// Recurses and asks the host at every depth, so that the stack ends in a host call.
    private static byte[] deepCall() {
        var module = new WasmModuleBuilder();
        int setting = module.env("config_get");
        int down = module.function(":", "", c -> c.i64(0).call(setting).drop().call(1));
        return module.exported("run", "", c -> c.call(down).i32(0)).build();
    }
}
