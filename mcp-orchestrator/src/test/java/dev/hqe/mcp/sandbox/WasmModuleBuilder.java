package dev.hqe.mcp.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Writes binary Wasm modules for tests, also ones that no compiler would write.
///
/// Imports come first (their indices are counted from 0), then functions. A memory of one page is
/// there and exported unless changed.
final class WasmModuleBuilder {
    private final List<String> types = new ArrayList<>();
    private final List<byte[]> imports = new ArrayList<>();
    private final List<Integer> functionTypes = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<byte[]> memories = new ArrayList<>();
    private final List<byte[]> tables = new ArrayList<>();
    private final List<byte[]> globals = new ArrayList<>();
    private final List<byte[]> exports = new ArrayList<>();
    private final List<byte[]> elements = new ArrayList<>();
    private final List<byte[]> data = new ArrayList<>();
    private byte[] start = {};
    private boolean countsData;

    WasmModuleBuilder() {
        memory(1);
    }

    /// Imports a WASI function and answers its index.
    int wasi(String name) {
        Signature signature = WasiFunction.named(name).map(WasiFunction::signature).orElseThrow();
        return imported(
                "wasi_snapshot_preview1", name, signature.params() + ":" + signature.results());
    }

    /// Imports a function of `extism:host/env` and answers its index.
    int env(String name) {
        Signature signature = EnvFunction.named(name).map(EnvFunction::signature).orElseThrow();
        return imported(EnvFunction.MODULE, name, signature.params() + ":" + signature.results());
    }

    /// @param type for example `ij:i` for (i32, i64) -> i32
    int imported(String module, String name, String type) {
        imports.add(join(name(module), name(name), new byte[] {0}, Code.unsigned(type(type))));
        return imports.size() - 1;
    }

    /// The index that the next function defined will have.
    int nextFunction() {
        return imports.size() + bodies.size();
    }

    /// Defines a function and answers its index.
    int function(String type, String locals, Consumer<Code> content) {
        functionTypes.add(type(type));
        ByteArrayOutputStream groups = new ByteArrayOutputStream();
        groups.writeBytes(Code.unsigned(locals.length()));
        for (int i = 0; i < locals.length(); i++) {
            groups.write(1);
            groups.write(valueType(locals.charAt(i)));
        }
        Code code = new Code();
        content.accept(code);
        bodies.add(sized(join(groups.toByteArray(), code.bytes(), new byte[] {0x0b})));
        return imports.size() + bodies.size() - 1;
    }

    /// Defines and exports `_start` from the bytes of its body.
    WasmModuleBuilder rawMain(byte[] body) {
        functionTypes.add(type(":"));
        bodies.add(sized(body));
        return export("_start", 0, imports.size() + bodies.size() - 1);
    }

    /// Defines and exports `_start`.
    WasmModuleBuilder main(String locals, Consumer<Code> content) {
        return export("_start", 0, function(":", locals, content));
    }

    /// Defines a function `() -> i32` and exports it.
    WasmModuleBuilder exported(String name, String locals, Consumer<Code> content) {
        return export(name, 0, function(":i", locals, content));
    }

    WasmModuleBuilder export(String name, int kind, int index) {
        exports.add(join(name(name), new byte[] {(byte) kind}, Code.unsigned(index)));
        return this;
    }

    WasmModuleBuilder memory(long pages) {
        memories.clear();
        return secondMemory(pages);
    }

    WasmModuleBuilder noMemory() {
        memories.clear();
        return this;
    }

    WasmModuleBuilder secondMemory(long pages) {
        memories.add(join(new byte[] {0}, Code.unsigned(pages)));
        return this;
    }

    WasmModuleBuilder table(long elements) {
        tables.add(join(new byte[] {0x70, 0}, Code.unsigned(elements)));
        return this;
    }

    /// Defines a variable i32 and answers its index.
    int global(int value) {
        globals.add(join(new byte[] {0x7f, 1}, new Code().i32(value).end().bytes()));
        return globals.size() - 1;
    }

    /// Puts functions into the first table.
    WasmModuleBuilder element(int offset, int... functions) {
        ByteArrayOutputStream indices = new ByteArrayOutputStream();
        for (int function : functions) {
            indices.writeBytes(Code.unsigned(function));
        }
        elements.add(
                join(
                        new byte[] {0},
                        new Code().i32(offset).end().bytes(),
                        Code.unsigned(functions.length),
                        indices.toByteArray()));
        return this;
    }

    WasmModuleBuilder data(int address, String text) {
        data.add(
                join(
                        new byte[] {0},
                        new Code().i32(address).end().bytes(),
                        sized(text.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    /// A segment that only `memory.init` uses.
    WasmModuleBuilder passiveData(String text) {
        data.add(join(new byte[] {1}, sized(text.getBytes(StandardCharsets.UTF_8))));
        countsData = true;
        return this;
    }

    WasmModuleBuilder start(int function) {
        start = Code.unsigned(function);
        return this;
    }

    byte[] build() {
        if (!memories.isEmpty()) {
            export("memory", 2, 0);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0x61, 0x73, 0x6d, 1, 0, 0, 0});
        vector(out, 1, types.stream().map(WasmModuleBuilder::functionType).toList());
        vector(out, 2, imports);
        vector(out, 3, functionTypes.stream().map(Code::unsigned).toList());
        vector(out, 4, tables);
        vector(out, 5, memories);
        vector(out, 6, globals);
        vector(out, 7, exports);
        if (start.length > 0) {
            section(out, 8, start);
        }
        vector(out, 9, elements);
        if (countsData) {
            section(out, 12, Code.unsigned(data.size()));
        }
        vector(out, 10, bodies);
        vector(out, 11, data);
        return out.toByteArray();
    }

    static void section(ByteArrayOutputStream out, int id, byte[] content) {
        out.write(id);
        out.writeBytes(sized(content));
    }

    private static void vector(ByteArrayOutputStream out, int id, List<byte[]> entries) {
        if (!entries.isEmpty()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(Code.unsigned(entries.size()));
            entries.forEach(content::writeBytes);
            section(out, id, content.toByteArray());
        }
    }

    /// The index of a function type, for example `ij:i`.
    int type(String type) {
        if (!types.contains(type)) {
            types.add(type);
        }
        return types.indexOf(type);
    }

    private static byte[] functionType(String type) {
        int colon = type.indexOf(':');
        return join(
                new byte[] {0x60},
                valueTypes(type.substring(0, colon)),
                valueTypes(type.substring(colon + 1)));
    }

    private static byte[] valueTypes(String letters) {
        byte[] types = new byte[letters.length()];
        for (int i = 0; i < types.length; i++) {
            types[i] = valueType(letters.charAt(i));
        }
        return sized(types);
    }

    private static byte valueType(char letter) {
        return switch (letter) {
            case 'i' -> 0x7f;
            case 'j' -> 0x7e;
            case 'f' -> 0x7d;
            case 'd' -> 0x7c;
            case 'v' -> 0x7b;
            default -> throw new IllegalArgumentException("no value type " + letter);
        };
    }

    private static byte[] name(String name) {
        return sized(name.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sized(byte[] content) {
        return join(Code.unsigned(content.length), content);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
