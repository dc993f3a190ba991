package dev.hqe.mcp.client;

import dev.hqe.mcp.McpException;
import java.time.Duration;
import java.util.function.Consumer;

/// How one request is made. To cancel it, interrupt the thread that waits in it.
///
/// @param idle how long the server may be silent about it; progress starts this anew, and a
///   question to the user stops it
/// @param atMost how long it may take in all, whatever happens
/// @param progress hears the server's reports, in order, on the calling thread, before the result
///   is returned; [#NO_PROGRESS] asks for none
public record RequestOptions(
        Duration idle, Duration atMost, Consumer<RequestOptions.ProgressReport> progress) {

    /// Asks the server for no reports.
    public static final Consumer<RequestOptions.ProgressReport> NO_PROGRESS = report -> {};

    /// 60 s of silence, 30 min in all, no reports.
    public static final RequestOptions DEFAULT =
            new RequestOptions(Duration.ofSeconds(60), Duration.ofMinutes(30), NO_PROGRESS);

    public RequestOptions {
        if (!idle.isPositive() || !atMost.isPositive()) {
            throw new McpException(
                    "a request's timeouts must be positive: idle=" + idle + " atMost=" + atMost);
        }
    }

    /// The same with other timeouts.
    public RequestOptions within(Duration otherIdle, Duration otherAtMost) {
        return new RequestOptions(otherIdle, otherAtMost, progress);
    }

    /// The same with reports.
    public RequestOptions reporting(Consumer<RequestOptions.ProgressReport> listener) {
        return new RequestOptions(idle, atMost, listener);
    }

    /// One report of a server about a request (`notifications/progress`).
    ///
    /// @param progress so far; grows
    /// @param total when it will be done; 0 for unknown
    /// @param message for people; empty for none; foreign text
    public record ProgressReport(double progress, double total, String message) {}
}
