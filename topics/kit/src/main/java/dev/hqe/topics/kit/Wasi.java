package dev.hqe.topics.kit;

import org.teavm.interop.Address;
import org.teavm.interop.Import;

/// The three WASI preview 1 functions that the tools need, called directly: going through
/// `System.in` would drag file system, clock and random imports into the module.
///
/// Addresses of Java arrays are taken right before each call, with no allocation in between, so the
/// collector cannot have moved what they point at.
final class Wasi {
    static final int STDIN = 0;
    static final int STDOUT = 1;
    static final int STDERR = 2;

    private static final String MODULE = "wasi_snapshot_preview1";

    /// One `iovec` (address, length) and the place for the count of bytes.
    private static final byte[] CALL = new byte[12];

    private Wasi() {}

    /// Up to `length` bytes of standard input; 0 at its end.
    static int read(byte[] buffer, int offset, int length) {
        Address call = prepare(buffer, offset, length);
        if (fdRead(STDIN, call, 1, call.add(8)) != 0) {
            throw new ToolError("standard input cannot be read");
        }
        return call.add(8).getInt();
    }

    /// Writes all of the bytes.
    static void write(int descriptor, byte[] buffer, int offset, int length) {
        int written = 0;
        while (written < length) {
            Address call = prepare(buffer, offset + written, length - written);
            if (fdWrite(descriptor, call, 1, call.add(8)) != 0) {
                throw new ToolError("the result cannot be written");
            }
            written += call.add(8).getInt();
        }
    }

    private static Address prepare(byte[] buffer, int offset, int length) {
        Address call = Address.ofData(CALL);
        call.putInt(Address.ofData(buffer).add(offset).toInt());
        call.add(4).putInt(length);
        return call;
    }

    @Import(module = MODULE, name = "fd_read")
    private static native int fdRead(int descriptor, Address vectors, int count, Address read);

    @Import(module = MODULE, name = "fd_write")
    private static native int fdWrite(int descriptor, Address vectors, int count, Address written);

    /// Ends the guest; does not return.
    @Import(module = MODULE, name = "proc_exit")
    static native void exit(int code);
}
