package dev.hqe.app.door;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A piece of what passes between a command's process and the workbench that runs the command: a
/// byte for the kind, four for the length (the most significant first), then the bytes. Immutable.
final class Frame {

    /// As many bytes are in a frame.
    static final int MAX_BYTES = 64 << 10;

    /// As many in the first one, the command itself.
    static final int MAX_COMMAND_BYTES = 4 << 20;

    /// What it carries, and the byte for that.
    enum Kind {
        /// The command, as [TypedCommand] has it; the first frame, and only that.
        COMMAND('C'),
        /// Standard input, as much as there was when it was wanted.
        INPUT('I'),
        /// Standard input has ended.
        INPUT_END('Z'),
        /// The command is to end.
        INTERRUPT('X'),
        /// Some standard input is wanted. Only then is any read, so that what a command does not
        /// want is there for the next one.
        WANT_INPUT('W'),
        /// What was typed and is not read yet is to be forgotten.
        FORGET_TYPED('F'),
        /// For standard output.
        OUTPUT('O'),
        /// For standard error.
        ERROR('E'),
        /// The command has ended: its exit code, four bytes.
        EXIT('Q');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }

        private static Kind of(int code) throws IOException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IOException("a frame of an unknown kind, " + code);
        }
    }

    private final Kind kind;
    private final byte[] bytes;

    private Frame(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    static Frame of(Kind kind, byte[] bytes, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return new Frame(kind, copy);
    }

    static Frame of(Kind kind, byte[] bytes) {
        return of(kind, bytes, 0, bytes.length);
    }

    /// One that says all by its kind.
    static Frame of(Kind kind) {
        return new Frame(kind, new byte[0]);
    }

    static Frame exit(int code) {
        return new Frame(Kind.EXIT, ByteBuffer.allocate(Integer.BYTES).putInt(code).array());
    }

    Kind kind() {
        return kind;
    }

    /// The bytes; not to be changed.
    byte[] bytes() {
        return bytes;
    }

    /// Of a frame that has one.
    int exitCode() throws IOException {
        if (bytes.length != Integer.BYTES) {
            throw new IOException("an exit code of " + bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).getInt();
    }

    /// Writes it in one piece.
    void write(OutputStream out) throws IOException {
        out.write(
                ByteBuffer.allocate(1 + Integer.BYTES + bytes.length)
                        .put(kind.code)
                        .putInt(bytes.length)
                        .put(bytes)
                        .array());
    }

    /// Reads one.
    ///
    /// @return none at the end
    /// @throws IOException if it is no frame, is too long, or ends in the middle
    static Optional<Frame> read(DataInputStream in) throws IOException {
        int code = in.read();
        if (code < 0) {
            return Optional.empty();
        }
        Kind kind = Kind.of(code);
        int length = in.readInt();
        int most = kind == Kind.COMMAND ? MAX_COMMAND_BYTES : MAX_BYTES;
        if (length < 0 || length > most) {
            throw new IOException("a frame of " + length + " bytes, with at most " + most);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return Optional.of(new Frame(kind, bytes));
    }

    /// Reads one that has to be there.
    static Frame require(DataInputStream in) throws IOException {
        return read(in).orElseThrow(EOFException::new);
    }
}
