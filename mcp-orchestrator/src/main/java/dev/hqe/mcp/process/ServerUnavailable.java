package dev.hqe.mcp.process;

/// A supervised server does not run and will not just now. The message says why and what to do;
/// [#state()] is how it stands.
public final class ServerUnavailable extends ServerProcessException {

    private final transient ServerState state;

    ServerUnavailable(String message, ServerState state) {
        super(message);
        this.state = state;
    }

    /// How the server stood when it was asked for.
    public ServerState state() {
        return state;
    }
}
