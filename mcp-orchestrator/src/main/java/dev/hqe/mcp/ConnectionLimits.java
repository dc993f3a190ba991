package dev.hqe.mcp;

import java.time.Duration;

/// The bounds of one connection.
///
/// @param messageBytes the largest message taken in; a larger one is answered with -32600 and
///   skipped
/// @param inFlight requests being worked on; at this number the connection stops reading until one
///   has ended
/// @param inFlightBytes the same for the sum of their sizes
/// @param answerBytes answers that wait for the client to read them; as much again may be gathered
///   in batches that are not complete, and twice as much written but still waiting for its turn,
///   results of up to 64 KiB apart
/// @param writeStall how long the client may read nothing at all, with the queue full, before it is
///   taken for dead
/// @param endGrace how long calls may go on after the client has closed its end, and how long the
///   last answers may then take to be read
/// @param pageSize tools on one page of `tools/list`
public record ConnectionLimits(
        int messageBytes,
        int inFlight,
        long inFlightBytes,
        long answerBytes,
        Duration writeStall,
        Duration endGrace,
        int pageSize) {

    /// 16 MiB a message, 1024 requests or 32 MiB in flight, 32 MiB of waiting answers, which is two
    /// of the largest results, 30 s of stall, 2 s of grace, 100 tools a page.
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(
                    16 << 20,
                    1024,
                    32 << 20,
                    32 << 20,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    100);

    public ConnectionLimits {
        if (messageBytes < 256
                || messageBytes > 1 << 30
                || inFlight < 1
                || inFlightBytes < messageBytes
                || answerBytes < 1024
                || answerBytes > 1L << 40
                || !writeStall.isPositive()
                || endGrace.isNegative()
                || pageSize < 1) {
            throw new McpException(
                    "connection limits must be positive, messages 256 bytes to 1 GiB and"
                            + " inFlightBytes at least messageBytes: messageBytes="
                            + messageBytes
                            + " inFlight="
                            + inFlight
                            + " inFlightBytes="
                            + inFlightBytes
                            + " answerBytes="
                            + answerBytes
                            + " writeStall="
                            + writeStall
                            + " endGrace="
                            + endGrace
                            + " pageSize="
                            + pageSize);
        }
    }

    /// These limits with another time for calls to go on after the client has closed its end.
    public ConnectionLimits withEndGrace(Duration other) {
        return new ConnectionLimits(
                messageBytes, inFlight, inFlightBytes, answerBytes, writeStall, other, pageSize);
    }
}
