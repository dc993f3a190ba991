package dev.hqe.mcp.sandbox;

import static dev.hqe.mcp.sandbox.WasiFunction.BAD_DESCRIPTOR;
import static dev.hqe.mcp.sandbox.WasiFunction.INVALID;
import static dev.hqe.mcp.sandbox.WasiFunction.SUCCESS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// One run's side of WASI: its arguments, its three streams and how it ended.
///
/// Used by the guest's thread only, except that the caller reads the output after the guest has
/// ended. Every length the guest gives is cut to a buffer's size before anything is allocated.
final class WasiCalls {
    /// POSIX's limit for one vectored read or write.
    private static final int MAX_VECTORS = 1_024;

    /// Of what is read at once: small at first, as most inputs are, then twice as much each time.
    private static final int FIRST_CHUNK = 4 << 10;

    private static final int LARGEST_CHUNK = 64 << 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    // Rights of a descriptor: fd_read 1<<1, fd_seek 1<<2, fd_tell 1<<5, fd_write 1<<6. Seek and
    // tell
    // are claimed so that C does not take the stream for a terminal and flush at every line.
    private static final long RIGHTS = 1L << 1 | 1L << 2 | 1L << 5 | 1L << 6;

    private final String program;
    private final SandboxLimits.Run limits;
    private final List<byte[]> arguments;
    private final InputStream stdin;
    private final Optional<WasiClock> clock;
    private final int outputBytes;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream(0);
    private final boolean[] closed = new boolean[3];
    private final int entropyGranted;
    private int entropy;
    private byte[] chunk = new byte[0];

    /// Whether the last read took all that there was room for; of nothing, at first.
    private boolean filled = true;

    /// @param arguments without terminating zero; the first is the program's name
    /// @param grant within the limits
    WasiCalls(
            String program,
            SandboxLimits.Run limits,
            RunGrant grant,
            List<byte[]> arguments,
            InputStream stdin) {
        this.program = program;
        this.limits = limits;
        this.arguments = List.copyOf(arguments);
        this.stdin = stdin;
        this.clock = grant.clock().map(WasiClock::new);
        this.entropyGranted = grant.entropyBytes();
        this.entropy = entropyGranted;
        this.outputBytes = grant.outputBytes();
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

    boolean isOpen(int descriptor) {
        return descriptor >= 0 && descriptor < closed.length && !closed[descriptor];
    }

    PermissionFault denied(Permission permission, String function) {
        return new PermissionFault(program, permission, permission.remedy(), function);
    }

    RunInterrupted interrupted() {
        return new RunInterrupted(program + ": stopped");
    }

    String program() {
        return program;
    }

    /// The granted clock.
    WasiClock clock(String function) {
        return clock.orElseThrow(() -> denied(Permission.CLOCK, function));
    }

    int random(GuestMemory memory, int address, int length) {
        if (entropyGranted == 0) {
            throw denied(Permission.ENTROPY, "random_get");
        }
        long wanted = Integer.toUnsignedLong(length);
        if (wanted > entropy) {
            throw new GuestFault(
                    GuestFault.Kind.HOST_LIMIT,
                    "%s: asked for more than %d random bytes in one run; use them as a seed"
                            .formatted(program, entropyGranted));
        }
        HostPort.requireStack();
        entropy -= (int) wanted;
        byte[] bytes = new byte[(int) wanted];
        RANDOM.nextBytes(bytes);
        memory.write(address, bytes, bytes.length);
        return SUCCESS;
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
                got = fill(length < 0 ? LARGEST_CHUNK : length);
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

    private int fill(int most) {
        // The stream is ordinary Java code, which must not run out of stack.
        HostPort.requireStack();
        if (filled && chunk.length < most) {
            chunk = new byte[Math.clamp(chunk.length * 2L, FIRST_CHUNK, LARGEST_CHUNK)];
        }
        int wanted = Math.min(most, chunk.length);
        try {
            int got = stdin.read(chunk, 0, wanted);
            if (got > wanted) {
                throw new IOException("the stream says it read more than was asked for");
            }
            filled = got == wanted;
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
        if (length > outputBytes - stdout.size()) {
            throw new GuestFault(
                    GuestFault.Kind.OUTPUT_LIMIT,
                    "%s: wrote more than %d bytes to standard output%s"
                            .formatted(program, outputBytes, said()));
        }
        stdout.writeBytes(memory.read(address, (int) length));
    }
}
