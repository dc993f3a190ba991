package dev.hqe.mcp;

/// Where a running tool says how far it is. Cheap and never blocking: reports that come too fast,
/// go backwards or come after the call has ended are dropped. Safe from any thread.
@FunctionalInterface
public interface ProgressSink {

    /// For callers who did not ask.
    ProgressSink NONE = (progress, total, message) -> {};

    /// Says how far the tool is.
    ///
    /// @param progress how far, in any unit; must grow from report to report
    /// @param total where it ends in the same unit, or 0 when that is not known
    /// @param message what is being done, for a person; empty for none
    void report(double progress, double total, String message);
}
