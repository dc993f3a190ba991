package dev.hqe.mcp.sandbox;

import static dev.hqe.mcp.sandbox.Hostile.End.REFUSED;
import static dev.hqe.mcp.sandbox.Hostile.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Bytes that lie about themselves, features that get around a limit, imports that nobody gives.
/// Sections by their bytes: id, length, content; formats of the WebAssembly specification.
final class HostileBinaries {
    private static final String HEADER = "0061736d01000000";

    /// A count or length of 4,294,967,295.
    private static final String MANY = "ffffffff0f";

    private HostileBinaries() {}

    static List<Hostile> all() {
        List<Hostile> all = new ArrayList<>();
        all.add(command("nothing", REFUSED, () -> new byte[0]));
        all.add(hex("text", "68656c6c6f"));
        all.add(hex("header cut off", "0061736d0100"));
        all.add(hex("header alone", HEADER));
        all.add(hex("component", "0061736d0d000100"));
        all.add(hex("section longer than the file", HEADER + "01" + MANY));
        all.add(hex("section length that does not end", HEADER + "01808080808000"));
        all.add(hex("types without number", HEADER + "0105" + MANY));
        all.add(hex("type with parameters without number", HEADER + "01070160" + MANY));
        all.add(hex("imports without number", HEADER + "0205" + MANY));
        all.add(hex("functions without number", HEADER + "0305" + MANY));
        all.add(hex("exports without number", HEADER + "0705" + MANY));
        all.add(hex("code without number", HEADER + "0a05" + MANY));
        all.add(hex("data without number", HEADER + "0b05" + MANY));
        all.add(hex("import name of 4 GiB", HEADER + "020601" + MANY));
        all.add(hex("export name of 4 GiB", HEADER + "070601" + MANY));
        all.add(hex("custom section name of 4 GiB", HEADER + "0005" + MANY));
        all.add(hex("export name that is no UTF-8", HEADER + "07060102fffe0000"));
        all.add(hex("section twice", HEADER + "0104016000000104016000" + "00"));
        all.add(hex("sections out of order", HEADER + "030100" + "010100"));
        all.add(hex("unknown section", HEADER + "0e00"));
        all.add(hex("exception section", HEADER + "0d03010000"));
        all.add(hex("function of an unknown type", HEADER + "0302017f"));
        all.add(hex("struct type", HEADER + "0105015f017f00"));
        all.add(hex("array type", HEADER + "0104015e7f01"));
        all.add(hex("recursive types", HEADER + "01054e01600000"));
        all.add(hex("64-bit memory", HEADER + "0503010401"));
        all.add(hex("shared memory", HEADER + "050401030101"));
        all.add(hex("memory with a page size", HEADER + "050401080101"));
        all.add(hex("table of references to structs", HEADER + "0404016b0001"));
        all.add(hex("body longer than its section", HEADER + "010401600000030201000a0401ff7f0b"));
        all.add(instruction("SIMD instruction", 0xfd, 0x0c));
        all.add(instruction("array.new", 0xfb, 0x06));
        all.add(instruction("atomic instruction", 0xfe, 0x00));
        all.add(instruction("try", 0x06, 0x40));
        all.add(instruction("try_table", 0x1f, 0x40));
        all.add(instruction("throw", 0x08, 0x00));
        all.add(instruction("return_call", 0x12, 0x00));
        all.add(instruction("call_ref", 0x14, 0x00));
        all.add(instruction("memory.grow of a second memory", 0x40, 0x01));
        all.add(instruction("code that does not validate", 0x6a));
        all.add(command("two memories", REFUSED, HostileBinaries::twoMemories));
        all.add(command("SIMD parameter", REFUSED, HostileBinaries::simdType));
        all.add(command("export twice", REFUSED, HostileBinaries::exportTwice));
        all.add(command("cut off", REFUSED, HostileBinaries::cutOff));
        all.add(command("appended bytes", REFUSED, HostileBinaries::appended));
        all.add(imports("unknown module", "env", "system", "i:i"));
        all.add(imports("unknown WASI function", "wasi_snapshot_preview1", "fork", ":i"));
        all.add(imports("older WASI", "wasi_unstable", "fd_write", "iiii:i"));
        all.add(imports("unknown host function", "extism:host/user", "hqe_shell", "j:j"));
        all.add(imports("host function of another type", "extism:host/user", "hqe_secret", "i:i"));
        all.add(imports("unknown Extism function", "extism:host/env", "exec", "j:j"));
        all.add(imports("Extism function as another type", "extism:host/env", "alloc", "i:i"));
        all.add(imports("the host's own functions", "extism:host", "alloc", "j:j"));
        all.add(command("imported global", REFUSED, HostileBinaries::importedGlobal));
        return all;
    }

    private static Hostile hex(String name, String bytes) {
        return command(name, REFUSED, () -> HexFormat.of().parseHex(bytes));
    }

    private static Hostile instruction(String name, int... opcodes) {
        return command(name, REFUSED, () -> Guests.plain(c -> c.op(opcodes)));
    }

    private static Hostile imports(String what, String module, String function, String type) {
        return command(
                "import of " + what,
                REFUSED,
                () -> {
                    var built = new WasmModuleBuilder();
                    built.imported(module, function, type);
                    return built.main("", c -> {}).build();
                });
    }

    private static byte[] twoMemories() {
        return new WasmModuleBuilder().secondMemory(1).main("", c -> {}).build();
    }

    private static byte[] simdType() {
        var module = new WasmModuleBuilder();
        module.function("v:", "", c -> {});
        return module.main("", c -> {}).build();
    }

    private static byte[] exportTwice() {
        return new WasmModuleBuilder().main("", c -> {}).export("_start", 0, 0).build();
    }

    private static byte[] cutOff() {
        byte[] whole = Guests.rich();
        return Arrays.copyOf(whole, whole.length - 40);
    }

    private static byte[] appended() {
        return WasmModuleBuilder.join(Guests.rich(), new byte[] {1, 2, 3});
    }

    /// Extism's `extism_context`, which belongs to the host.
    private static byte[] importedGlobal() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(HEADER));
        WasmModuleBuilder.section(
                out,
                2,
                WasmModuleBuilder.join(
                        Code.unsigned(1),
                        WasmModuleBuilder.sized("extism:host/env".getBytes(StandardCharsets.UTF_8)),
                        WasmModuleBuilder.sized("extism_context".getBytes(StandardCharsets.UTF_8)),
                        new byte[] {3, 0x6f, 1}));
        return out.toByteArray();
    }
}
