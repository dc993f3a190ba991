package dev.hqe.mcp.sandbox;

/// How `proc_exit` leaves the guest's stack. Never reaches a caller.
final class GuestExit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    GuestExit(int code) {
        super("exit " + code, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
