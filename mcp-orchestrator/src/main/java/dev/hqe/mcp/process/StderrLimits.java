package dev.hqe.mcp.process;

/// How much of what a server says on standard error is kept.
///
/// @param lines the last so many lines, 1 to 10 000
/// @param lineBytes a line is cut there, 16 to 65 536
/// @param bytes all kept lines together, at least one line, at most 16 MiB
public record StderrLimits(int lines, int lineBytes, int bytes) {

    /// 200 lines of at most 2 KiB, 64 KiB together.
    public static final StderrLimits DEFAULT = new StderrLimits(200, 2_048, 65_536);

    public StderrLimits {
        if (lines < 1 || lines > 10_000) {
            throw new ServerProcessException("stderr lines: 1 to 10000, not " + lines);
        }
        if (lineBytes < 16 || lineBytes > 65_536) {
            throw new ServerProcessException("stderr line bytes: 16 to 65536, not " + lineBytes);
        }
        if (bytes < lineBytes || bytes > 16 << 20) {
            throw new ServerProcessException(
                    "stderr bytes: %d to %d, not %d".formatted(lineBytes, 16 << 20, bytes));
        }
    }
}
