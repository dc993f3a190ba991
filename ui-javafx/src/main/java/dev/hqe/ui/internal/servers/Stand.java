package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.host.ServerStatus;
import java.util.Locale;

/// How a server stands, for a person.
enum Stand {
    RUNNING,
    STARTING,
    /// Started when it is needed.
    IDLE,
    FAILED,
    /// Wants a person to sign in.
    SIGN_IN,
    /// Kept, not started.
    OFF,
    /// Its entry in the file is not valid.
    BROKEN;

    static Stand of(ServerStatus status) {
        return switch (status.state()) {
            case DISABLED -> OFF;
            case IDLE -> IDLE;
            case CONNECTING -> STARTING;
            case CONNECTED -> RUNNING;
            case FAILED -> status.wantsSignIn() ? SIGN_IN : FAILED;
        };
    }

    /// Whether a person has to do something.
    boolean needsAPerson() {
        return this == FAILED || this == SIGN_IN || this == BROKEN;
    }

    /// The key of its word.
    String key() {
        return "servers.stand." + name().toLowerCase(Locale.ROOT);
    }
}
