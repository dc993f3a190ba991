package dev.hqe.mcp.sandbox;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The functions of `extism:host/env` and what each does here: all that Extism's runtime 1.x gives
/// a plugin, its kernel's (`kernel/src/lib.rs`) and its own (`runtime/src/pdk.rs`).
///
/// @param name its name in the import section
/// @param signature its type
/// @param permission what it needs
/// @param call what it does
record EnvFunction(String name, Signature signature, Optional<Permission> permission, Call call)
        implements ImportedFunction {

    static final String MODULE = "extism:host/env";

    /// Does one call; what it answers is dropped where the signature has no result.
    @FunctionalInterface
    interface Call {
        long answer(PluginCalls run, long[] args);
    }

    /// A call without a result.
    @FunctionalInterface
    private interface Action {
        void act(PluginCalls run, long[] args);
    }

    private static final Map<String, EnvFunction> BY_NAME = table();

    static Optional<EnvFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Collection<String> names() {
        return BY_NAME.keySet();
    }

    @Override
    public String module() {
        return MODULE;
    }

    private static Map<String, EnvFunction> table() {
        Map<String, EnvFunction> all = new LinkedHashMap<>();
        add(all, "alloc", "j", "j", (run, a) -> run.memory().alloc(a[0]));
        act(all, "free", "j", (run, a) -> run.free(a[0]));
        add(all, "length", "j", "j", (run, a) -> run.memory().length(a[0]));
        add(all, "length_unsafe", "j", "j", (run, a) -> run.memory().length(a[0]));
        add(all, "load_u8", "j", "i", (run, a) -> run.memory().load8(a[0]));
        add(all, "load_u64", "j", "j", (run, a) -> run.memory().load64(a[0]));
        act(all, "store_u8", "ji", (run, a) -> run.memory().store8(a[0], a[1]));
        act(all, "store_u64", "jj", (run, a) -> run.memory().store64(a[0], a[1]));
        add(all, "memory_bytes", "", "j", (run, a) -> run.memory().bytes());
        act(all, "reset", "", (run, a) -> run.reset());

        add(all, "input_length", "", "j", (run, a) -> run.inputLength());
        add(all, "input_offset", "", "j", (run, a) -> run.inputOffset());
        add(all, "input_load_u8", "j", "i", (run, a) -> run.inputLoad8(a[0]));
        add(all, "input_load_u64", "j", "j", (run, a) -> run.inputLoad64(a[0]));
        act(all, "input_set", "jj", (run, a) -> run.inputSet(a[0], a[1]));
        act(all, "output_set", "jj", (run, a) -> run.outputSet(a[0], a[1]));
        add(all, "output_length", "", "j", (run, a) -> run.outputLength());
        add(all, "output_offset", "", "j", (run, a) -> run.outputOffset());
        act(all, "error_set", "j", (run, a) -> run.errorSet(a[0]));
        add(all, "error_get", "", "j", (run, a) -> run.errorOffset());

        add(all, "config_get", "j", "j", (run, a) -> run.config(a[0]));
        add(all, "var_get", "j", "j", (run, a) -> run.variable(a[0]));
        act(all, "var_set", "jj", (run, a) -> run.setVariable(a[0], a[1]));

        log(all, "log_trace", Level.TRACE);
        log(all, "log_debug", Level.DEBUG);
        log(all, "log_info", Level.INFO);
        log(all, "log_warn", Level.WARNING);
        log(all, "log_error", Level.ERROR);
        add(all, "get_log_level", "", "i", (run, a) -> run.logLevel());

        all.put(
                "http_request",
                new EnvFunction(
                        "http_request",
                        new Signature("jj", "j"),
                        Optional.of(Permission.HTTP),
                        (run, a) -> run.http(a[0], a[1])));
        add(all, "http_status_code", "", "i", (run, a) -> run.httpStatus());
        add(all, "http_headers", "", "j", (run, a) -> run.httpHeaders());
        return Map.copyOf(all);
    }

    private static void add(
            Map<String, EnvFunction> all, String name, String params, String results, Call call) {
        all.put(
                name,
                new EnvFunction(name, new Signature(params, results), Optional.empty(), call));
    }

    private static void act(
            Map<String, EnvFunction> all, String name, String params, Action action) {
        add(
                all,
                name,
                params,
                "",
                (run, args) -> {
                    action.act(run, args);
                    return 0;
                });
    }

    private static void log(Map<String, EnvFunction> all, String name, Level level) {
        act(all, name, "j", (run, a) -> run.log(level, a[0]));
    }
}
