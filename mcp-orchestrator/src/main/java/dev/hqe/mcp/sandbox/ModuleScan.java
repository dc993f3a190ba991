package dev.hqe.mcp.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads a whole module at byte level before the engine sees it.
///
/// The engine's parser trusts lengths and counts (a name said to be 2 GiB long is allocated),
/// builds hundreds of bytes of objects per instruction and admits features that escape the memory
/// limit. So this scan walks every section with [WasmBytes], holds it against
/// [SandboxLimits.Module], and lets only what it fully understood pass. Formats: WebAssembly Core
/// Specification 2.0, chapter 5.
final class ModuleScan {
    private static final int[] MAGIC = {0x00, 0x61, 0x73, 0x6d};

    /// In the order of their ids, with their place in a module: the data count (id 12) stands
    /// between elements and code.
    private enum Section {
        CUSTOM(0),
        TYPE(1),
        IMPORT(2),
        FUNCTION(3),
        TABLE(4),
        MEMORY(5),
        GLOBAL(6),
        EXPORT(7),
        START(8),
        ELEMENT(9),
        CODE(11),
        DATA(12),
        DATA_COUNT(10);

        private final int place;

        Section(int place) {
            this.place = place;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " section";
        }
    }

    private final WasmBytes in;
    private final SandboxLimits limits;
    private final SandboxLimits.Module max;
    private final List<Signature> types = new ArrayList<>();
    private final List<Integer> functions = new ArrayList<>();
    private final LinkScan links;
    private final List<Integer> frameBytes = new ArrayList<>();
    private final Set<Integer> uncompilable = new HashSet<>();
    private int tables;
    private int memories;
    private int initialPages;
    private int instructions;
    private int bodies;
    private int segmentElements;

    private ModuleScan(String file, byte[] bytes, SandboxLimits limits) {
        this.in = new WasmBytes(file, bytes);
        this.limits = limits;
        this.max = limits.module();
        this.links = new LinkScan(file, in, max.nameBytes(), types, functions);
    }

    /// @throws ModuleRefusedException if the module is not within the limits or not understood
    static ModuleShape scan(String file, byte[] bytes, SandboxLimits limits) {
        if (bytes.length > limits.module().fileBytes()) {
            throw new ModuleRefusedException(
                    "%s: %d bytes, the limit is %d"
                            .formatted(file, bytes.length, limits.module().fileBytes()));
        }
        return new ModuleScan(file, bytes, limits).module();
    }

    static boolean isValueType(int type) {
        return (type >= 0x7c && type <= 0x7f) || isReferenceType(type);
    }

    static boolean isReferenceType(int type) {
        return type == 0x70 || type == 0x6f;
    }

    static String typeHint(int type) {
        return type == 0x7b
                ? ": SIMD is not supported; build without -msimd128"
                : ": WasmGC types are not supported; build for linear memory";
    }

    private ModuleShape module() {
        for (int expected : MAGIC) {
            if (in.u8() != expected) {
                throw in.refuse("this is not a WebAssembly module");
            }
        }
        int version = in.u8() | in.u8() << 8;
        int layer = in.u8() | in.u8() << 8;
        if (version != 1 || layer != 0) {
            throw in.refuse(
                    "binary version %d layer %d, needed is 1 layer 0 (core module)%s"
                            .formatted(
                                    version,
                                    layer,
                                    layer == 0 ? "" : "; build a WASI command, not a component"));
        }
        int last = -1;
        while (!in.atEnd()) {
            last = section(last);
        }
        return shape();
    }

    private int section(int last) {
        int id = in.u8();
        if (id == 13) {
            throw in.refuse("exceptions are not supported; build without -fwasm-exceptions");
        }
        if (id >= Section.values().length) {
            throw in.refuse("unknown section %d".formatted(id));
        }
        Section section = Section.values()[id];
        in.section(section.title());
        int length = in.length("the section");
        int outer = in.enter(length);
        if (section == Section.CUSTOM) {
            int start = in.position();
            in.name("custom section name", max.nameBytes());
            in.skip(length - (in.position() - start));
        } else {
            if (section.place <= last) {
                throw in.refuse("section is repeated or out of order");
            }
            last = section.place;
            content(section);
        }
        in.leave(outer, "the section");
        return last;
    }

    private void content(Section section) {
        switch (section) {
            case CUSTOM -> throw new IllegalStateException("custom sections have no content here");
            case TYPE -> each("types", max.entries(), this::type);
            case IMPORT -> each("imports", max.entries(), links::importEntry);
            case FUNCTION ->
                    each(
                            "functions",
                            max.functions() - functions.size(),
                            () -> functions.add(in.index("type", types.size())));
            case TABLE -> each("tables", max.tables(), this::table);
            case MEMORY -> each("memories", 1, this::memory);
            case GLOBAL -> each("globals", max.entries(), this::global);
            case EXPORT -> each("exports", max.entries(), () -> links.export(tables, memories));
            case START -> in.index("function", functions.size());
            case ELEMENT -> each("element segments", max.entries(), this::element);
            case DATA_COUNT -> in.u32();
            case CODE -> code();
            case DATA -> each("data segments", max.dataSegments(), this::data);
        }
    }

    private void each(String what, int limit, Runnable entry) {
        int count = in.count(what, limit);
        for (int i = 0; i < count; i++) {
            entry.run();
        }
    }

    private void type() {
        int form = in.u8();
        if (form != 0x60) {
            throw in.refuse("type form 0x%02x%s".formatted(form, typeHint(form)));
        }
        String params = valueTypes("parameters");
        types.add(new Signature(params, valueTypes("results")));
    }

    private String valueTypes(String what) {
        int count = in.count(what, max.signature());
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(valueType());
        }
        return letters.toString();
    }

    private char valueType() {
        int type = in.u8();
        return switch (type) {
            case 0x7f -> 'i';
            case 0x7e -> 'j';
            case 0x7d -> 'f';
            case 0x7c -> 'd';
            case 0x70, 0x6f -> 'r';
            default -> throw in.refuse("value type 0x%02x%s".formatted(type, typeHint(type)));
        };
    }

    private void table() {
        int type = in.u8();
        if (!isReferenceType(type)) {
            throw in.refuse("table of type 0x%02x%s".formatted(type, typeHint(type)));
        }
        int flags = in.u8();
        if (flags > 1) {
            throw in.refuse("shared and 64-bit tables are not supported");
        }
        long initial = in.u32();
        if (initial > max.tableElements()) {
            throw in.refuse(
                    "table of %d elements, the limit is %d"
                            .formatted(initial, max.tableElements()));
        }
        if (flags == 1) {
            in.u32();
        }
        tables++;
    }

    private void memory() {
        int flags = in.u8();
        if (flags > 1) {
            throw in.refuse(
                    (flags & 4) != 0
                            ? "64-bit memory is not supported; build for wasm32"
                            : "shared memory is not supported; build without -matomics");
        }
        long initial = in.u32();
        if (initial > limits.run().memoryPages()) {
            throw in.refuse(
                    "asks for %s of memory at the start (%d pages), the limit is %s (%d pages);"
                                    .formatted(
                                            mebibytes(initial),
                                            initial,
                                            mebibytes(limits.run().memoryPages()),
                                            limits.run().memoryPages())
                            + " no Topic is given more, so build the program with less initial memory");
        }
        if (flags == 1) {
            in.u32();
        }
        initialPages = (int) initial;
        memories++;
    }

    private static String mebibytes(long pages) {
        return pages < 16 ? pages * 64 + " KiB" : pages / 16 + " MiB";
    }

    private void global() {
        valueType();
        if (in.u8() > 1) {
            throw in.refuse("a global is either constant (0) or variable (1)");
        }
        constants().constant();
    }

    private void element() {
        int flags = in.u8();
        if (flags > 7) {
            throw in.refuse("element segment of kind %d".formatted(flags));
        }
        boolean active = (flags & 1) == 0;
        if (active) {
            if ((flags & 2) != 0) {
                in.index("table", tables);
            }
            constants().constant();
        }
        boolean expressions = (flags & 4) != 0;
        if ((flags & 3) != 0) {
            int type = in.u8();
            if (expressions ? !isReferenceType(type) : type != 0) {
                throw in.refuse("element segment of type 0x%02x".formatted(type));
            }
        }
        int count = in.count("segment elements", max.segmentElements() - segmentElements);
        segmentElements += count;
        for (int i = 0; i < count; i++) {
            if (expressions) {
                constants().constant();
            } else {
                in.index("function", functions.size());
            }
        }
    }

    private CodeScan constants() {
        return new CodeScan(in, max, types.size(), functions.size(), tables);
    }

    private void code() {
        int imported = links.imports().size();
        bodies = in.count("function bodies", max.functions());
        if (bodies != functions.size() - imported) {
            throw in.refuse(
                    "%d function bodies for %d functions"
                            .formatted(bodies, functions.size() - imported));
        }
        CodeScan scan = constants();
        int totalLocals = 0;
        frameBytes.addAll(Collections.nCopies(imported, ModuleShape.frameBytes(0, 0)));
        for (int i = 0; i < bodies; i++) {
            int outer = in.enter(in.length("a function body"));
            int params = types.get(functions.get(imported + i)).params().length();
            int locals = locals(params);
            totalLocals += locals;
            if (totalLocals > max.totalLocals()) {
                throw in.refuse(
                        "more than %d locals in all functions".formatted(max.totalLocals()));
            }
            scan.body();
            in.leave(outer, "the function body");
            frameBytes.add(ModuleShape.frameBytes(locals, scan.bodyNesting()));
            if (scan.bodyInstructions() > limits.compile().functionInstructions()
                    || scan.bodyBranchTargets() > limits.compile().branchTargets()) {
                uncompilable.add(imported + i);
            }
        }
        instructions = scan.instructions();
    }

    private int locals(int params) {
        int groups = in.count("groups of locals", max.locals());
        long locals = params;
        for (int i = 0; i < groups; i++) {
            locals += in.u32();
            valueType();
            if (locals > max.locals()) {
                throw in.refuse(
                        "%d locals in a function, the limit is %d".formatted(locals, max.locals()));
            }
        }
        return (int) locals;
    }

    private void data() {
        int kind = in.u8();
        if (kind > 2) {
            throw in.refuse("data segment of kind %d".formatted(kind));
        }
        if (kind == 2) {
            in.index("memory", memories);
        }
        if (kind != 1) {
            constants().constant();
        }
        in.skip(in.length("a data segment"));
    }

    private ModuleShape shape() {
        int defined = functions.size() - links.imports().size();
        if (bodies != defined) {
            throw in.refuse(
                    "no code for %d functions; the file is damaged or cut off".formatted(defined));
        }
        ModuleShape shape =
                new ModuleShape(
                        links.imports(),
                        links.exportedFunctions(),
                        memories,
                        functions.size(),
                        instructions,
                        initialPages,
                        tables,
                        frameBytes,
                        uncompilable);
        links.requireEntry(shape);
        return shape;
    }
}
