package dev.hqe.mcp.sandbox;

/// What a guest may ask of the world outside and is not given.
public enum Permission {
    /// Opening, listing or changing files.
    FILES("files", "the sandbox gives no file system; pass the content on standard input"),
    /// Reading the time, sleeping.
    CLOCK("clock", "the sandbox gives no clock; pass the time as an argument if the tool needs it"),
    /// Random bytes.
    ENTROPY("entropy", "the sandbox gives no random bytes; pass a seed as an argument"),
    /// Sockets.
    NETWORK("network", "the sandbox gives no network; let the host fetch the data"),
    /// Raising signals.
    PROCESS("process", "the sandbox gives no signals; end with an exit code");

    private final String id;
    private final String because;

    Permission(String id, String because) {
        this.id = id;
        this.because = because;
    }

    /// The name that messages and manifests use, in lower case.
    public String id() {
        return id;
    }

    String because() {
        return because;
    }
}
