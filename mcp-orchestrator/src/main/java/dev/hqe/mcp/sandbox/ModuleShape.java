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
/// @param frameBytes per function, imported ones included: about what one call of it takes of the
///   heap while it is interpreted
/// @param uncompilable indices of functions to be left to the interpreter
record ModuleShape(
        List<String> imports,
        int functions,
        int instructions,
        int initialPages,
        int tables,
        List<Integer> frameBytes,
        Set<Integer> uncompilable) {
    ModuleShape {
        imports = List.copyOf(imports);
        frameBytes = List.copyOf(frameBytes);
        uncompilable = Set.copyOf(uncompilable);
    }

    /// What an interpreted call of a function with these locals and nested blocks takes: the engine
    /// keeps value, type and index per local, an object per open block, and the frame.
    static int frameBytes(int locals, int nesting) {
        return 256 + 16 * locals + 36 * nesting;
    }
}
