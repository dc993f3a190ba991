package dev.hqe.mcp.sandbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the byte-level scan learned about a module; the engine's parse must agree with it.
///
/// @param imports imported functions, in order
/// @param exports exported functions and their types
/// @param memories number of memories, 0 or 1
/// @param functions functions, imported ones included
/// @param instructions instructions in all function bodies
/// @param initialPages memory at the start, in pages of 64 KiB
/// @param tables number of tables
/// @param frameBytes per function, imported ones included: about what one call of it takes of the
///   heap while it is interpreted
/// @param uncompilable indices of functions to be left to the interpreter
record ModuleShape(
        List<ImportedFunction> imports,
        Map<String, Signature> exports,
        int memories,
        int functions,
        int instructions,
        int initialPages,
        int tables,
        List<Integer> frameBytes,
        Set<Integer> uncompilable) {
    private static final Signature START = new Signature("", "");

    /// Exports that belong to a language's runtime.
    private static final Set<String> RUNTIME =
            Set.of(
                    "_start",
                    "__main_void",
                    "_initialize",
                    "__wasm_call_ctors",
                    "hs_init",
                    "hs_exit");

    ModuleShape {
        imports = List.copyOf(imports);
        exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
        frameBytes = List.copyOf(frameBytes);
        uncompilable = Set.copyOf(uncompilable);
    }

    /// Exports that a host may call after the module has initialised itself, as Extism does.
    List<String> callable() {
        return exports.entrySet().stream()
                .filter(export -> isCallable(export.getKey(), export.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Whether it can be run as a WASI command.
    boolean isCommand() {
        return START.equals(exports.get("_start"));
    }

    private static boolean isCallable(String name, Signature signature) {
        return signature.params().isEmpty()
                && (signature.results().isEmpty() || signature.results().equals("i"))
                && !RUNTIME.contains(name);
    }

    /// What an interpreted call of a function with these locals and nested blocks takes: the engine
    /// keeps value, type and index per local, an object per open block, and the frame.
    static int frameBytes(int locals, int nesting) {
        return 256 + 16 * locals + 36 * nesting;
    }
}
