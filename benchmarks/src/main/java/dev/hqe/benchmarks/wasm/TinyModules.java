package dev.hqe.benchmarks.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The smallest programs that do something, written byte by byte after the WebAssembly
/// specification, chapter 5 (binary format), so that what they cost is what a call costs.
final class TinyModules {

    static final String PLUGIN_EXPORT = "echo";

    private static final int I32 = 0x7f;
    private static final int I64 = 0x7e;
    private static final byte[] MAGIC = {0, 'a', 's', 'm', 1, 0, 0, 0};

    private TinyModules() {}

    /// A WASI command that writes what it reads.
    ///
    /// @param mark makes this module's bytes differ from others; changes nothing of what it does
    static byte[] command(String mark) {
        byte[] main =
                code(
                        // [0] address and [4] length of the buffer: 16,384 bytes at 1,024
                        0x03,
                        0x40, // loop
                        0x41,
                        0,
                        0x41,
                        0x80,
                        8,
                        0x36,
                        2,
                        0, // i32.store 0 <- 1024
                        0x41,
                        4,
                        0x41,
                        0x80,
                        0x80,
                        1,
                        0x36,
                        2,
                        0, // i32.store 4 <- 16384
                        0x41,
                        0,
                        0x41,
                        0,
                        0x41,
                        1,
                        0x41,
                        8,
                        0x10,
                        0,
                        0x1a, // fd_read(0, 0, 1, 8)
                        0x41,
                        8,
                        0x28,
                        2,
                        0,
                        0x45, // i32.load 8, i32.eqz
                        0x0d,
                        1, // br_if to the end
                        0x41,
                        4,
                        0x41,
                        8,
                        0x28,
                        2,
                        0,
                        0x36,
                        2,
                        0, // i32.store 4 <- [8]
                        0x41,
                        1,
                        0x41,
                        0,
                        0x41,
                        1,
                        0x41,
                        12,
                        0x10,
                        1,
                        0x1a, // fd_write(1, 0, 1, 12)
                        0x0c,
                        0, // br to the loop
                        0x0b);
        String wasi = "wasi_snapshot_preview1";
        return join(
                MAGIC,
                section(
                        1,
                        type(List.of(I32, I32, I32, I32), List.of(I32)),
                        type(List.of(), List.of())),
                section(2, imported(wasi, "fd_read", 0), imported(wasi, "fd_write", 0)),
                section(3, bytes(1)),
                section(5, bytes(0, 1)),
                section(7, exported("_start", 0, 2), exported("memory", 2, 0)),
                section(10, body(bytes(0), main)),
                custom("mark", mark));
    }

    /// An Extism plugin whose function answers its input, whose length is a multiple of 8, in words
    /// of 8 bytes as the PDKs copy them.
    static byte[] plugin() {
        byte[] echo =
                code(
                        0x10, 0, 0x21, 0, // length = input_length()
                        0x20, 0, 0x10, 2, 0x21, 1, // block = alloc(length)
                        0x02, 0x40, 0x03, 0x40, // block, loop
                        0x20, 2, 0x20, 0, 0x5a, 0x0d, 1, // i >= length: br_if to the end
                        0x20, 1, 0x20, 2, 0x7c, // block + i
                        0x20, 2, 0x10, 1, 0x10, 3, // store_u64(that, input_load_u64(i))
                        0x20, 2, 0x42, 8, 0x7c, 0x21, 2, // i += 8
                        0x0c, 0, 0x0b, 0x0b, // br to the loop
                        0x20, 1, 0x20, 0, 0x10, 4, // output_set(block, length)
                        0x41, 0); // 0: it went well
        String env = "extism:host/env";
        return join(
                MAGIC,
                section(
                        1,
                        type(List.of(), List.of(I64)),
                        type(List.of(I64), List.of(I64)),
                        type(List.of(I64, I64), List.of()),
                        type(List.of(), List.of(I32))),
                section(
                        2,
                        imported(env, "input_length", 0),
                        imported(env, "input_load_u64", 1),
                        imported(env, "alloc", 1),
                        imported(env, "store_u64", 2),
                        imported(env, "output_set", 2)),
                section(3, bytes(3)),
                section(7, exported(PLUGIN_EXPORT, 0, 5)),
                section(10, body(bytes(1, 3, I64), echo)));
    }

    private static byte[] type(List<Integer> parameters, List<Integer> results) {
        return join(bytes(0x60), types(parameters), types(results));
    }

    private static byte[] types(List<Integer> types) {
        byte[] all = new byte[types.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = types.get(i).byteValue();
        }
        return sized(all);
    }

    private static byte[] imported(String module, String name, int type) {
        return join(name(module), name(name), bytes(0, type));
    }

    private static byte[] exported(String name, int kind, int index) {
        return join(name(name), bytes(kind, index));
    }

    private static byte[] body(byte[] locals, byte[] code) {
        return sized(join(locals, code, bytes(0x0b)));
    }

    private static byte[] custom(String name, String content) {
        return join(bytes(0), sized(join(name(name), content.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] section(int id, byte[]... entries) {
        return join(bytes(id), sized(join(unsigned(entries.length), join(entries))));
    }

    private static byte[] name(String name) {
        return sized(name.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sized(byte[] content) {
        return join(unsigned(content.length), content);
    }

    private static byte[] unsigned(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return out.toByteArray();
    }

    private static byte[] code(int... bytes) {
        return bytes(bytes);
    }

    private static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
