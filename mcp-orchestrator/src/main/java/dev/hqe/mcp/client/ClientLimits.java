package dev.hqe.mcp.client;

import dev.hqe.mcp.McpException;
import java.time.Duration;

/// The bounds of one connection to a server.
///
/// @param messageBytes the largest message taken from the server; a larger one is skipped
/// @param inFlight requests waiting for an answer; more wait for their turn
/// @param outgoingBytes requests that wait for a server that does not read
/// @param probe how long a server may be silent to `server/discover` before it is taken for legacy
/// @param handshake how long connecting and `initialize` may take
/// @param idle how long a server may be silent about a call of somebody else's; longer than most
///   tools take, since many report nothing until they are done
/// @param writeStall how long a server may read nothing with the queue full before it is lost
/// @param pages pages that are followed in one listing
/// @param items items that are taken in one listing
/// @param rounds how often one request may come back wanting input
/// @param questions input that is wanted at once, and requests of the server answered at once
/// @param notifications waiting for the handler; the oldest are dropped
/// @param reconnects attempts to resume a broken stream without anything coming in between
/// @param longestRetry the longest pause between those attempts
public record ClientLimits(
        int messageBytes,
        int inFlight,
        long outgoingBytes,
        Duration probe,
        Duration handshake,
        Duration idle,
        Duration writeStall,
        int pages,
        int items,
        int rounds,
        int questions,
        int notifications,
        int reconnects,
        Duration longestRetry) {

    /// 16 MiB a message, 256 requests in flight, 32 MiB outgoing, 5 s of probing, 30 s of handshake
    /// and stall, 5 min of silence about a call, 200 pages and 20,000 items a listing, 16 rounds,
    /// 32 questions, 1,024 notifications, 5 reconnects at most 30 s apart.
    public static final ClientLimits DEFAULT =
            new ClientLimits(
                    16 << 20,
                    256,
                    32 << 20,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    200,
                    20_000,
                    16,
                    32,
                    1_024,
                    5,
                    Duration.ofSeconds(30));

    public ClientLimits {
        if (messageBytes < 256
                || messageBytes > 1 << 30
                || inFlight < 1
                || outgoingBytes < 1024
                || !probe.isPositive()
                || !handshake.isPositive()
                || !idle.isPositive()
                || !writeStall.isPositive()
                || pages < 1
                || items < 1
                || rounds < 1
                || questions < 1
                || notifications < 1
                || reconnects < 0
                || longestRetry.isNegative()) {
            throw new McpException(
                    "client limits must be positive and messages 256 bytes to 1 GiB:"
                            + " messageBytes="
                            + messageBytes
                            + " inFlight="
                            + inFlight
                            + " probe="
                            + probe
                            + " handshake="
                            + handshake
                            + " idle="
                            + idle
                            + " pages="
                            + pages
                            + " items="
                            + items
                            + " rounds="
                            + rounds
                            + " questions="
                            + questions
                            + " notifications="
                            + notifications);
        }
    }

    /// The same with another time for the probe.
    public ClientLimits withProbe(Duration other) {
        return new ClientLimits(
                messageBytes,
                inFlight,
                outgoingBytes,
                other,
                handshake,
                idle,
                writeStall,
                pages,
                items,
                rounds,
                questions,
                notifications,
                reconnects,
                longestRetry);
    }

    /// The same with other bounds on listings.
    public ClientLimits withListing(int otherPages, int otherItems) {
        return new ClientLimits(
                messageBytes,
                inFlight,
                outgoingBytes,
                probe,
                handshake,
                idle,
                writeStall,
                otherPages,
                otherItems,
                rounds,
                questions,
                notifications,
                reconnects,
                longestRetry);
    }

    /// The same with another size of messages.
    public ClientLimits withMessageBytes(int other) {
        return new ClientLimits(
                other,
                inFlight,
                outgoingBytes,
                probe,
                handshake,
                idle,
                writeStall,
                pages,
                items,
                rounds,
                questions,
                notifications,
                reconnects,
                longestRetry);
    }

    /// The same with another bound on the silence about a call.
    public ClientLimits withIdle(Duration other) {
        return new ClientLimits(
                messageBytes,
                inFlight,
                outgoingBytes,
                probe,
                handshake,
                other,
                writeStall,
                pages,
                items,
                rounds,
                questions,
                notifications,
                reconnects,
                longestRetry);
    }
}
