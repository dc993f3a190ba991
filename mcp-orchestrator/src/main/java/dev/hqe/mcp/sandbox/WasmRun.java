package dev.hqe.mcp.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/// How a run ended that came to its own end. A non-zero exit code is an answer, not an exception.
///
/// @param exitCode what the guest gave to `proc_exit` or answered from its export, 0 if it returned
///   from `_start`; 1 if a plugin set an error and answered 0
/// @param stdout everything the guest wrote to standard output, or what a plugin set as its output;
///   not copied, treat as read-only
/// @param stderr the error that a plugin set, or else the beginning of what the guest wrote to
///   standard error, as UTF-8, cut at [SandboxLimits.Run#errorBytes()]
/// @param elapsed wall time from the start of the guest to its end, without waiting for a free slot
/// @param peakMemoryPages the linear memory at its largest, in pages of 64 KiB
// The output may be megabytes; a list of bytes or a copy per call would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record WasmRun(
        int exitCode, byte[] stdout, String stderr, Duration elapsed, int peakMemoryPages) {

    public WasmRun {
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /// Standard output as text; bytes that are no UTF-8 become U+FFFD.
    public String stdoutText() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WasmRun that
                && exitCode == that.exitCode
                && Arrays.equals(stdout, that.stdout)
                && stderr.equals(that.stderr)
                && elapsed.equals(that.elapsed)
                && peakMemoryPages == that.peakMemoryPages;
    }

    @Override
    public int hashCode() {
        return Objects.hash(exitCode, Arrays.hashCode(stdout), stderr, elapsed, peakMemoryPages);
    }

    @Override
    public String toString() {
        return "WasmRun[exitCode=%d, stdout=%d bytes, stderr=%d chars, elapsed=%s, peakMemoryPages=%d]"
                .formatted(exitCode, stdout.length, stderr.length(), elapsed, peakMemoryPages);
    }
}
