package dev.hqe.mcp.internal.protocol;

/// How fast a call may send messages that nobody has to have: a burst of 64, then 100 a second.
/// Belongs to one lock of its owner's.
final class Rate {

    private static final double BURST = 64;
    private static final double PER_NANO = 100e-9;

    private double allowance = BURST;
    private long refilledAt = System.nanoTime();

    /// Whether one more may pass now.
    boolean mayPass() {
        long now = System.nanoTime();
        allowance = Math.min(BURST, allowance + (now - refilledAt) * PER_NANO);
        refilledAt = now;
        if (allowance < 1) {
            return false;
        }
        allowance--;
        return true;
    }
}
