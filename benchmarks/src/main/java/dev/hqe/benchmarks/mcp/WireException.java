package dev.hqe.benchmarks.mcp;

/// A server did not answer, or not what it was asked. The message says which and how.
final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean stalled;

    private WireException(String message, boolean stalled) {
        super(message);
        this.stalled = stalled;
    }

    static WireException wrong(String message) {
        return new WireException(message, false);
    }

    /// Requests were open and for too long nothing came.
    static WireException stall(int open, long seconds) {
        return new WireException(
                "stalled: " + open + " calls open and nothing came for " + seconds + " s", true);
    }

    boolean stalled() {
        return stalled;
    }
}
