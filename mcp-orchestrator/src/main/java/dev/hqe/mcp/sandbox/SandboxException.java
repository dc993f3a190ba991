package dev.hqe.mcp.sandbox;

/// Root of everything that loading or running a Wasm module can end in besides success.
///
/// The variants keep apart whose doing it was: the module's file ([ModuleRefusedException]), the
/// code that ran ([GuestFault], [PermissionFault], [DeadlineExceeded]), the caller
/// ([RunInterrupted]), whoever took the grant back ([RunRevoked]), the load on this machine
/// ([SandboxBusy]), a pause after failures ([CircuitOpen]) or this side ([HostFault]).
public abstract sealed class SandboxException extends RuntimeException
        permits ModuleRefusedException,
                GuestFault,
                PermissionFault,
                DeadlineExceeded,
                RunInterrupted,
                RunRevoked,
                HostFault,
                SandboxBusy,
                CircuitOpen {
    private static final long serialVersionUID = 1L;

    SandboxException(String message) {
        super(message);
    }

    SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
