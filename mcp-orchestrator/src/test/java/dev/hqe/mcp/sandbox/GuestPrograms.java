package dev.hqe.mcp.sandbox;

/// The few test modules that tests of other packages run.
public final class GuestPrograms {

    private GuestPrograms() {}

    /// Copies standard input to standard output.
    public static byte[] echo() {
        return Guests.echo();
    }

    /// An Extism plugin whose function `ask` hands its input to one of the workbench's functions
    /// and answers what that answers.
    public static byte[] asks(HostCall function) {
        return Plugins.passes(UserFunction.MODULE, function.function());
    }

    /// An Extism plugin whose function `fetch` makes the HTTP request that its input is and answers
    /// the body; it fails unless the status is 200.
    public static byte[] fetches() {
        return Plugins.fetches();
    }

    /// An Extism plugin whose function `echo` answers its input.
    public static byte[] pluginEcho() {
        return Plugins.echo();
    }

    /// An Extism plugin whose function `fail` sets its input as its error.
    public static byte[] pluginComplains() {
        return Plugins.fails(1);
    }

    /// An Extism plugin whose function `run` traps.
    public static byte[] pluginTraps() {
        return Plugins.plain(c -> c.op(0x00));
    }

    /// An Extism plugin whose function `say` answers a text.
    public static byte[] pluginSays(String text) {
        var module = new WasmModuleBuilder();
        int alloc = module.env("alloc");
        int store = module.env("store_u8");
        int output = module.env("output_set");
        return module.exported(
                        "say",
                        "j",
                        c -> {
                            c.i64(text.length()).call(alloc).set(0);
                            for (int i = 0; i < text.length(); i++) {
                                c.get(0).i64(i).op(0x7c).i32(text.charAt(i)).call(store);
                            }
                            c.get(0).i64(text.length()).call(output).i32(0);
                        })
                .build();
    }

    /// Never ends.
    public static byte[] endless() {
        return Guests.spinWithBrIf();
    }

    /// Wants 4 GiB of memory from the start.
    public static byte[] memoryOf4GiB() {
        return new WasmModuleBuilder().memory(65_536).main("", c -> {}).build();
    }

    /// Opens a file.
    public static byte[] opensAFile() {
        return Guests.calls("path_open");
    }

    /// Writes a text to standard output.
    public static byte[] says(String text) {
        return Guests.says(1, text, c -> {});
    }

    /// Writes a text to standard error and ends well.
    public static byte[] saysAside(String text) {
        return Guests.says(2, text, c -> {});
    }

    /// Writes a text to standard error and ends with exit code 3.
    public static byte[] complains(String text) {
        var module = new WasmModuleBuilder();
        int exit = module.wasi("proc_exit");
        int write = module.wasi("fd_write");
        return module.data(1_024, text)
                .main(
                        "",
                        c ->
                                c.store(0, 1_024)
                                        .store(4, text.length())
                                        .i32(2)
                                        .i32(0)
                                        .i32(1)
                                        .i32(8)
                                        .call(write)
                                        .drop()
                                        .i32(3)
                                        .call(exit))
                .build();
    }
}
