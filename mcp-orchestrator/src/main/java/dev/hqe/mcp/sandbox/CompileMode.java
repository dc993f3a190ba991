package dev.hqe.mcp.sandbox;

/// How guest code is executed. The two ways differ in speed only (about 150 to 1).
public enum CompileMode {
    /// Interpreted at once, compiled to JVM bytecode in the background, compiled from then on. A
    /// module whose compilation fails or takes too long stays interpreted.
    BACKGROUND,
    /// Always interpreted.
    INTERPRETED,
    /// [WasmSandbox#load] waits for the compilation and refuses the module if it fails.
    COMPILED
}
