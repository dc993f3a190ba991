package dev.hqe.mcp.sandbox;

/// The few test modules that tests of other packages run.
public final class GuestPrograms {

    private GuestPrograms() {}

    /// Copies standard input to standard output.
    public static byte[] echo() {
        return Guests.echo();
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
