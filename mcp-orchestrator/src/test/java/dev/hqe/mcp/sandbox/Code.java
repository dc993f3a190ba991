package dev.hqe.mcp.sandbox;

import java.io.ByteArrayOutputStream;

/// Wasm instructions, written in order.
final class Code {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] bytes() {
        return bytes.toByteArray();
    }

    Code op(int... opcodes) {
        for (int opcode : opcodes) {
            bytes.write(opcode);
        }
        return this;
    }

    Code u32(long value) {
        bytes.writeBytes(unsigned(value));
        return this;
    }

    Code i32(int value) {
        op(0x41);
        long rest = value;
        while (true) {
            int b = (int) (rest & 0x7f);
            rest >>= 7;
            if ((rest == 0 && (b & 0x40) == 0) || (rest == -1 && (b & 0x40) != 0)) {
                return op(b);
            }
            op(b | 0x80);
        }
    }

    Code i64(int value) {
        return i32(value).op(0xac);
    }

    /// An `i64.const` of any size.
    Code wide(long value) {
        op(0x42);
        long rest = value;
        while (true) {
            int b = (int) (rest & 0x7f);
            rest >>= 7;
            if ((rest == 0 && (b & 0x40) == 0) || (rest == -1 && (b & 0x40) != 0)) {
                return op(b);
            }
            op(b | 0x80);
        }
    }

    Code get(int local) {
        return op(0x20).u32(local);
    }

    Code set(int local) {
        return op(0x21).u32(local);
    }

    Code call(int function) {
        return op(0x10).u32(function);
    }

    /// A block without a value; ends with `end()`.
    Code block() {
        return op(0x02, 0x40);
    }

    Code loop() {
        return op(0x03, 0x40);
    }

    Code end() {
        return op(0x0b);
    }

    Code br(int label) {
        return op(0x0c).u32(label);
    }

    Code brIf(int label) {
        return op(0x0d).u32(label);
    }

    Code drop() {
        return op(0x1a);
    }

    Code load() {
        return op(0x28, 2, 0);
    }

    Code store() {
        return op(0x36, 2, 0);
    }

    /// Stores a constant at a constant address.
    Code store(int address, int value) {
        return i32(address).i32(value).store();
    }

    Code memoryGrow() {
        return op(0x40, 0);
    }

    static byte[] unsigned(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }
}
