package dev.hqe.mcp.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The functions of `wasi_snapshot_preview1` and what each does here.
///
/// All 46 can be imported, so that ordinary C, Rust and Java runtimes load; only those that work on
/// the three standard streams and the arguments do anything. One that would reach for something not
/// granted ends the run when it is called. Signatures are those of the WASI preview1 witx files.
///
/// @param name its name in the import section
/// @param signature its type
/// @param permission what it needs; empty if it always works
/// @param call what it does
record WasiFunction(String name, Signature signature, Optional<Permission> permission, Call call)
        implements ImportedFunction {

    static final String MODULE = "wasi_snapshot_preview1";

    /// Does one call and answers a WASI error number.
    @FunctionalInterface
    interface Call {
        int answer(WasiCalls run, GuestMemory memory, long[] args);
    }

    static final int SUCCESS = 0;
    static final int BAD_DESCRIPTOR = 8;
    static final int INVALID = 28;
    static final int NOT_SUPPORTED = 58;
    static final int NOT_SEEKABLE = 70;

    /// The descriptor that libraries ask first for open directories.
    static final int ROOT = 3;

    private static final Map<String, WasiFunction> BY_NAME = table();

    static Optional<WasiFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    @Override
    public String module() {
        return MODULE;
    }

    private static Map<String, WasiFunction> table() {
        Map<String, WasiFunction> all = new HashMap<>();
        add(all, "args_get", "ii", (run, m, a) -> run.strings(m, (int) a[0], (int) a[1]));
        add(all, "args_sizes_get", "ii", (run, m, a) -> run.sizes(m, (int) a[0], (int) a[1]));
        add(all, "environ_get", "ii", (run, m, a) -> SUCCESS);
        add(all, "environ_sizes_get", "ii", (run, m, a) -> empty(m, (int) a[0], (int) a[1]));
        add(
                all,
                "fd_read",
                "iiii",
                (run, m, a) -> run.read(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3]));
        add(
                all,
                "fd_write",
                "iiii",
                (run, m, a) -> run.write(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3]));
        add(all, "fd_close", "i", (run, m, a) -> run.close((int) a[0]));
        add(all, "fd_fdstat_get", "ii", (run, m, a) -> run.status(m, (int) a[0], (int) a[1]));
        add(all, "fd_filestat_get", "ii", (run, m, a) -> run.fileStatus(m, (int) a[0], (int) a[1]));
        add(
                all,
                "proc_exit",
                "i",
                (run, m, a) -> {
                    throw new GuestExit((int) a[0]);
                });
        add(all, "sched_yield", "", (run, m, a) -> SUCCESS);

        // The root directory seems open, because libraries answer "no such file" by themselves when
        // no directory is: this way the attempt reaches path_open, and the fault says why it fails.
        add(all, "fd_prestat_get", "ii", (run, m, a) -> root(m, (int) a[0], (int) a[1]));
        add(
                all,
                "fd_prestat_dir_name",
                "iii",
                (run, m, a) -> rootName(m, (int) a[0], (int) a[1], (int) a[2]));

        // The streams cannot seek and have no content on a disk.
        stream(all, "fd_seek", "ijii", NOT_SEEKABLE);
        stream(all, "fd_tell", "ii", NOT_SEEKABLE);
        stream(all, "fd_pread", "iiiji", NOT_SEEKABLE);
        stream(all, "fd_pwrite", "iiiji", NOT_SEEKABLE);
        stream(all, "fd_sync", "i", SUCCESS);
        stream(all, "fd_datasync", "i", SUCCESS);
        stream(all, "fd_advise", "ijji", NOT_SEEKABLE);
        stream(all, "fd_allocate", "ijj", NOT_SUPPORTED);
        stream(all, "fd_fdstat_set_flags", "ii", NOT_SUPPORTED);
        stream(all, "fd_fdstat_set_rights", "ijj", NOT_SUPPORTED);
        stream(all, "fd_filestat_set_size", "ij", NOT_SUPPORTED);
        stream(all, "fd_filestat_set_times", "ijji", NOT_SUPPORTED);
        stream(all, "fd_readdir", "iiiji", NOT_SUPPORTED);
        stream(all, "fd_renumber", "ii", NOT_SUPPORTED);

        denied(all, "path_create_directory", "iii", Permission.FILES);
        denied(all, "path_filestat_get", "iiiii", Permission.FILES);
        denied(all, "path_filestat_set_times", "iiiijji", Permission.FILES);
        denied(all, "path_link", "iiiiiii", Permission.FILES);
        denied(all, "path_open", "iiiiijjii", Permission.FILES);
        denied(all, "path_readlink", "iiiiii", Permission.FILES);
        denied(all, "path_remove_directory", "iii", Permission.FILES);
        denied(all, "path_rename", "iiiiii", Permission.FILES);
        denied(all, "path_symlink", "iiiii", Permission.FILES);
        denied(all, "path_unlink_file", "iii", Permission.FILES);
        clock(all, "clock_res_get", "ii", (c, m, a) -> c.resolution(m, (int) a[0], (int) a[1]));
        clock(all, "clock_time_get", "iji", (c, m, a) -> c.time(m, (int) a[0], (int) a[2]));
        clock(
                all,
                "poll_oneoff",
                "iiii",
                (c, m, a) -> c.poll(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3]));
        needs(
                all,
                "random_get",
                "ii",
                Permission.ENTROPY,
                (run, m, a) -> run.random(m, (int) a[0], (int) a[1]));
        denied(all, "sock_accept", "iii", Permission.NETWORK);
        denied(all, "sock_recv", "iiiiii", Permission.NETWORK);
        denied(all, "sock_send", "iiiii", Permission.NETWORK);
        denied(all, "sock_shutdown", "ii", Permission.NETWORK);
        denied(all, "proc_raise", "i", Permission.PROCESS);
        return Map.copyOf(all);
    }

    private static void add(Map<String, WasiFunction> all, String name, String params, Call call) {
        // Every function answers an error number, except the one that does not come back.
        String results = name.equals("proc_exit") ? "" : "i";
        all.put(
                name,
                new WasiFunction(name, new Signature(params, results), Optional.empty(), call));
    }

    private static void needs(
            Map<String, WasiFunction> all,
            String name,
            String params,
            Permission permission,
            Call call) {
        all.put(
                name,
                new WasiFunction(name, new Signature(params, "i"), Optional.of(permission), call));
    }

    /// A call on the clock that the guest may have been granted.
    @FunctionalInterface
    private interface ClockCall {
        int answer(WasiClock clock, GuestMemory memory, long[] args) throws InterruptedException;
    }

    private static void clock(
            Map<String, WasiFunction> all, String name, String params, ClockCall call) {
        needs(
                all,
                name,
                params,
                Permission.CLOCK,
                (run, memory, args) -> {
                    try {
                        return call.answer(run.clock(name), memory, args);
                    } catch (InterruptedException e) {
                        throw run.interrupted();
                    }
                });
    }

    private static void stream(
            Map<String, WasiFunction> all, String name, String params, int answer) {
        add(all, name, params, (run, m, a) -> run.isOpen((int) a[0]) ? answer : BAD_DESCRIPTOR);
    }

    private static void denied(
            Map<String, WasiFunction> all, String name, String params, Permission permission) {
        needs(
                all,
                name,
                params,
                permission,
                (run, m, a) -> {
                    throw run.denied(permission, name);
                });
    }

    private static int root(GuestMemory memory, int descriptor, int address) {
        if (descriptor != ROOT) {
            return BAD_DESCRIPTOR;
        }
        // Kind 0 is a directory; its name is one byte long.
        memory.writeInt(address, 0);
        memory.writeInt(address + 4, 1);
        return SUCCESS;
    }

    private static int rootName(GuestMemory memory, int descriptor, int address, int length) {
        if (descriptor != ROOT) {
            return BAD_DESCRIPTOR;
        }
        if (length < 1) {
            return INVALID;
        }
        memory.write(address, new byte[] {'/'}, 1);
        return SUCCESS;
    }

    private static int empty(GuestMemory memory, int count, int size) {
        memory.writeInt(count, 0);
        memory.writeInt(size, 0);
        return SUCCESS;
    }
}
