package dev.hqe.mcp.outbound;

import java.time.Duration;

/// What one request may take.
///
/// @param time from the look-up of the name to the last byte of the answer
/// @param connect for one address to take the connection
/// @param urlChars of the address
/// @param requestHeaderBytes of all headers together
/// @param requestBytes of the body
/// @param responseHeaderBytes of status line and headers together
/// @param responseBytes of the body, unpacked
public record WebLimits(
        Duration time,
        Duration connect,
        int urlChars,
        int requestHeaderBytes,
        int requestBytes,
        int responseHeaderBytes,
        int responseBytes) {

    /// 30 s, 10 s; 8 KiB, 32 KiB and 4 MiB out, 64 KiB and 8 MiB in.
    public static final WebLimits DEFAULT =
            new WebLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    8 << 10,
                    32 << 10,
                    4 << 20,
                    64 << 10,
                    8 << 20);
}
