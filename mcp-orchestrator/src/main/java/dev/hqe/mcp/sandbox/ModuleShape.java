package dev.hqe.mcp.sandbox;

import java.util.List;
import java.util.Set;

/// What the byte-level scan learned about a module; the engine's parse must agree with it.
///
/// @param imports names of the imported WASI functions, in order
/// @param functions functions, imported ones included
/// @param instructions instructions in all function bodies
/// @param initialPages memory at the start, in pages of 64 KiB
/// @param tables number of tables
/// @param uncompilable indices of functions to be left to the interpreter
record ModuleShape(
        List<String> imports,
        int functions,
        int instructions,
        int initialPages,
        int tables,
        Set<Integer> uncompilable) {
    ModuleShape {
        imports = List.copyOf(imports);
        uncompilable = Set.copyOf(uncompilable);
    }
}
