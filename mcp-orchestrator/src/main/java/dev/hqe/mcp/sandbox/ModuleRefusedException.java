package dev.hqe.mcp.sandbox;

/// A file was not admitted as a program: not Wasm, damaged, over a limit, using a Wasm feature or
/// an import that the sandbox does not give. The message names the file, the place in it (byte
/// offset or section) and the limit or the fix.
public final class ModuleRefusedException extends SandboxException {
    private static final long serialVersionUID = 1L;

    ModuleRefusedException(String message) {
        super(message);
    }

    ModuleRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
