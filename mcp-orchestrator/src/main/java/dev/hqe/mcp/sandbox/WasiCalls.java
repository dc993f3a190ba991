package dev.hqe.mcp.sandbox;

import static dev.hqe.mcp.sandbox.WasiFunction.BAD_DESCRIPTOR;
import static dev.hqe.mcp.sandbox.WasiFunction.INVALID;
import static dev.hqe.mcp.sandbox.WasiFunction.SUCCESS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One run's side of WASI: its arguments, its three streams and how it ended.
///
/// Used by the guest's thread only, except that the caller reads the output after the guest has
/// ended. Every length the guest gives is cut to a buffer's size before anything is allocated.
final class WasiCalls {
    /// POSIX's limit for one vectored read or write.
    private static final int MAX_VECTORS = 1_024;

    private static final int CHUNK = 64 << 10;

    // Rights of a descriptor: fd_read 1<<1, fd_seek 1<<2, fd_tell 1<<5, fd_write 1<<6. Seek and
    // tell
    // are claimed so that C does not take the stream for a terminal and flush at every line.
    private static final long RIGHTS = 1L << 1 | 1L << 2 | 1L << 5 | 1L << 6;

    private final String program;
    private final SandboxLimits.Run limits;
    private final List<byte[]> arguments;
    private final InputStream stdin;
    private final BooleanSupplier stopped;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream(0);
    private final boolean[] closed = new boolean[3];

    /// @param arguments without terminating zero; the first is the program's name
    /// @param stopped whether the caller has given the run up
    WasiCalls(
            String program,
            SandboxLimits.Run limits,
            List<byte[]> arguments,
            InputStream stdin,
            BooleanSupplier stopped) {
        this.program = program;
        this.limits = limits;
        this.arguments = List.copyOf(arguments);
        this.stdin = stdin;
        this.stopped = stopped;
    }

    /// Calls every function once, so that no class is initialised for the first time by a guest
    /// that has recursed to the end of its stack: a class whose initialiser overflows the stack
    /// stays broken as long as this JVM lives, for everybody.
    static void warmUp() {
        GuestMemory ones = new OnesMemory();
        for (String name : WasiFunction.names()) {
            WasiFunction function = WasiFunction.named(name).orElseThrow();
            for (int descriptor = 0; descriptor <= WasiFunction.ROOT; descriptor++) {
                WasiCalls calls =
                        new WasiCalls(
                                "warm-up",
                                SandboxLimits.Run.DEFAULT,
                                List.of(new byte[1]),
                                InputStream.nullInputStream(),
                                () -> false);
                long[] args = new long[9];
                Arrays.fill(args, 1);
                args[0] = descriptor;
                try {
                    calls.call(function, ones, args);
                } catch (PermissionFault | GuestExit e) {
                    // What it is meant to do.
                }
            }
        }
    }

    private static final class OnesMemory implements GuestMemory {
        @Override
        public int readInt(int address) {
            return 1;
        }

        @Override
        public void writeInt(int address, int value) {}

        @Override
        public void writeLong(int address, long value) {}

        @Override
        public byte[] read(int address, int length) {
            return new byte[length];
        }

        @Override
        public void write(int address, byte[] bytes, int length) {}
    }

    byte[] stdout() {
        return stdout.toByteArray();
    }

    String stderr() {
        return stderr.toString(StandardCharsets.UTF_8);
    }

    /// A fault of this guest, with what it last said on standard error.
    GuestFault fault(GuestFault.Kind kind, String problem, Throwable cause) {
        return new GuestFault(kind, program + ": " + problem + said(), cause);
    }

    HostFault hostFault(String problem, Throwable cause) {
        return new HostFault(program + ": " + problem, cause);
    }

    private String said() {
        String text = stderr().strip();
        if (text.isEmpty()) {
            return "";
        }
        int from = Math.max(0, text.length() - 500);
        return "; standard error: " + (from > 0 ? "…" : "") + text.substring(from);
    }

    int call(WasiFunction function, GuestMemory memory, long[] args) {
        // A stream may have swallowed the interruption that was meant to end the run.
        if (stopped.getAsBoolean()) {
            throw new RunInterrupted(program + ": stopped");
        }
        return function.call().answer(this, memory, args);
    }

    boolean isOpen(int descriptor) {
        return descriptor >= 0 && descriptor < closed.length && !closed[descriptor];
    }

    PermissionFault denied(Permission permission, String function) {
        return new PermissionFault(program, permission, function);
    }

    int close(int descriptor) {
        if (!isOpen(descriptor)) {
            return BAD_DESCRIPTOR;
        }
        closed[descriptor] = true;
        return SUCCESS;
    }

    int sizes(GuestMemory memory, int count, int size) {
        memory.writeInt(count, arguments.size());
        memory.writeInt(size, arguments.stream().mapToInt(a -> a.length + 1).sum());
        return SUCCESS;
    }

    int strings(GuestMemory memory, int pointers, int buffer) {
        int pointer = pointers;
        int target = buffer;
        for (byte[] argument : arguments) {
            memory.writeInt(pointer, target);
            memory.write(target, argument, argument.length);
            memory.write(target + argument.length, new byte[1], 1);
            pointer += Integer.BYTES;
            target += argument.length + 1;
        }
        return SUCCESS;
    }

    int status(GuestMemory memory, int descriptor, int address) {
        boolean root = descriptor == WasiFunction.ROOT;
        if (!root && !isOpen(descriptor)) {
            return BAD_DESCRIPTOR;
        }
        // filetype 3 is a directory, 0 unknown, as a pipe is; flags 0; rights, inherited rights.
        memory.writeLong(address, root ? 3 : 0);
        memory.writeLong(address + 8, root ? -1 : RIGHTS);
        memory.writeLong(address + 16, root ? -1 : 0);
        return SUCCESS;
    }

    int fileStatus(GuestMemory memory, int descriptor, int address) {
        if (descriptor == WasiFunction.ROOT) {
            throw denied(Permission.FILES, "fd_filestat_get");
        }
        if (!isOpen(descriptor)) {
            return BAD_DESCRIPTOR;
        }
        memory.write(address, new byte[64], 64);
        return SUCCESS;
    }

    /// Reads what is there, at least one byte unless the stream has ended; a short read is an
    /// ordinary answer, and waiting for more than one buffer could wait for ever.
    int read(GuestMemory memory, int descriptor, int vectors, int count, int result) {
        if (descriptor != 0 || !isOpen(0)) {
            return BAD_DESCRIPTOR;
        }
        if (count < 0 || count > MAX_VECTORS) {
            return INVALID;
        }
        int got = 0;
        for (int i = 0; i < count && got == 0; i++) {
            int address = memory.readInt(vectors + i * 8);
            int length = memory.readInt(vectors + i * 8 + 4);
            if (length != 0) {
                byte[] chunk = new byte[length < 0 ? CHUNK : Math.min(length, CHUNK)];
                got = fill(chunk);
                if (got <= 0) {
                    got = 0;
                    break;
                }
                memory.write(address, chunk, got);
            }
        }
        memory.writeInt(result, got);
        return SUCCESS;
    }

    private int fill(byte[] chunk) {
        try {
            int got = stdin.read(chunk, 0, chunk.length);
            if (got > chunk.length) {
                throw new IOException("the stream says it read more than was asked for");
            }
            return got;
        } catch (IOException | RuntimeException e) {
            // The stream is the caller's; whatever it throws is not the guest's doing.
            throw hostFault("reading standard input failed", e);
        }
    }

    int write(GuestMemory memory, int descriptor, int vectors, int count, int result) {
        if ((descriptor != 1 && descriptor != 2) || !isOpen(descriptor)) {
            return BAD_DESCRIPTOR;
        }
        if (count < 0 || count > MAX_VECTORS) {
            return INVALID;
        }
        long written = 0;
        for (int i = 0; i < count; i++) {
            int address = memory.readInt(vectors + i * 8);
            long length = Integer.toUnsignedLong(memory.readInt(vectors + i * 8 + 4));
            if (descriptor == 1) {
                output(memory, address, length);
            } else {
                int room = limits.errorBytes() - stderr.size();
                stderr.writeBytes(memory.read(address, (int) Math.min(length, room)));
            }
            written += length;
        }
        memory.writeInt(result, (int) written);
        return SUCCESS;
    }

    private void output(GuestMemory memory, int address, long length) {
        if (length > limits.outputBytes() - stdout.size()) {
            throw new GuestFault(
                    GuestFault.Kind.OUTPUT_LIMIT,
                    "%s: wrote more than %d bytes to standard output%s"
                            .formatted(program, limits.outputBytes(), said()));
        }
        stdout.writeBytes(memory.read(address, (int) length));
    }
}
