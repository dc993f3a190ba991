package dev.hqe.mcp.sandbox;

import dev.hqe.kernel.json.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads what a module imports and exports, and lets through only what can be linked: functions of
/// the tables with exactly their types, and an entry that can be called.
///
/// Not thread-safe; one per module, shared with its [ModuleScan].
final class LinkScan {
    private final String file;
    private final WasmBytes in;
    private final int nameBytes;
    private final List<Signature> types;
    private final List<Integer> functions;
    private final List<ImportedFunction> imports = new ArrayList<>();
    private final Set<String> exports = new HashSet<>();
    private final Map<String, Signature> exportedFunctions = new LinkedHashMap<>();
    private boolean exportsMemory;

    /// @param types the module's function types
    /// @param functions the type of each function; imported ones are added here
    LinkScan(
            String file,
            WasmBytes in,
            int nameBytes,
            List<Signature> types,
            List<Integer> functions) {
        this.file = file;
        this.in = in;
        this.nameBytes = nameBytes;
        this.types = types;
        this.functions = functions;
    }

    List<ImportedFunction> imports() {
        return imports;
    }

    Map<String, Signature> exportedFunctions() {
        return exportedFunctions;
    }

    void importEntry() {
        String module = in.name("import module name", nameBytes);
        String name = in.name("import name", nameBytes);
        int kind = in.u8();
        if (kind != 0 || !ImportedFunction.modules().contains(module)) {
            throw in.refuse(
                    "imports %s '%s.%s'; the sandbox gives only functions of %s"
                            .formatted(
                                    kindName(kind),
                                    module,
                                    name,
                                    String.join(", ", ImportedFunction.modules())));
        }
        Signature actual = types.get(in.index("type", types.size()));
        ImportedFunction function =
                ImportedFunction.named(module, name)
                        .<ImportedFunction>map(Function.identity())
                        .orElseThrow(() ->
                                in.refuse(
                                        "imports unknown function '%s.%s'%s"
                                                .formatted(
                                                        module,
                                                        name,
                                                        Suggestion.among(
                                                                name,
                                                                ImportedFunction.names(module)))));
        if (!function.signature().equals(actual)) {
            throw in.refuse(
                    "imports '%s.%s' as %s, it is %s"
                            .formatted(module, name, actual, function.signature()));
        }
        imports.add(function);
        functions.add(types.indexOf(actual));
    }

    private static String kindName(int kind) {
        return switch (kind) {
            case 0 -> "function";
            case 1 -> "table";
            case 2 -> "memory";
            case 3 -> "global";
            case 4 -> "exception tag";
            default -> "unknown thing";
        };
    }

    void export(int tables, int memories) {
        String name = in.name("export name", nameBytes);
        if (!exports.add(name)) {
            throw in.refuse("exports '%s' twice".formatted(name));
        }
        int kind = in.u8();
        if (kind == 0) {
            int function = in.index("function", functions.size());
            exportedFunctions.put(name, types.get(functions.get(function)));
        } else if (kind == 1) {
            in.index("table", tables);
        } else if (kind == 2) {
            in.index("memory", memories);
            exportsMemory |= name.equals("memory");
        } else if (kind == 3) {
            in.u32();
        } else {
            throw in.refuse("exports %s '%s'".formatted(kindName(kind), name));
        }
    }

    /// Refuses a module that cannot be called in any way.
    void requireEntry(ModuleShape shape) {
        if (shape.callable().isEmpty()) {
            requireCommand(shape);
        }
        boolean wasi = imports.stream().anyMatch(WasiFunction.class::isInstance);
        if (!exportsMemory && (wasi || shape.isCommand())) {
            throw new ModuleRefusedException(
                    file + ": exports no memory named 'memory', which WASI needs");
        }
    }

    private void requireCommand(ModuleShape shape) {
        Signature start = shape.exports().get("_start");
        if (start == null) {
            throw new ModuleRefusedException(
                    file
                            + ": exports no function '_start'; build it as a WASI command with a"
                            + " main function, or as an Extism plugin with exports () -> i32");
        }
        if (!shape.isCommand()) {
            throw new ModuleRefusedException(
                    "%s: exports '_start' as %s, it must be ()->()".formatted(file, start));
        }
    }
}
