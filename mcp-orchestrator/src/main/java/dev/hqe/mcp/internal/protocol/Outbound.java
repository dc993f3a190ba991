package dev.hqe.mcp.internal.protocol;

/// Where messages go that belong to no request: on a byte stream that is the connection, over HTTP
/// the stream that a legacy client opens with GET. Safe from any thread.
public interface Outbound {

    /// For peers to whom nothing can be said of our own accord, such as the sender of one HTTP
    /// request.
    Outbound NONE =
            new Outbound() {
                @Override
                public boolean put(byte[] message) {
                    return false;
                }

                @Override
                public boolean offer(byte[] message) {
                    return false;
                }
            };

    /// Sends a message; waits for room.
    ///
    /// @return false when nobody will read it
    boolean put(byte[] message);

    /// Sends a message; waits for room, and writes it on this thread if that is quicker and nobody
    /// but the thread's own call would wait for a peer that does not read ([ReadingTurns#mayWait]).
    ///
    /// @return as above
    default boolean putAtOnce(byte[] message) {
        return put(message);
    }

    /// Sends a message, or loses it when there is no room. Never waits.
    ///
    /// @return whether it was sent
    boolean offer(byte[] message);
}
