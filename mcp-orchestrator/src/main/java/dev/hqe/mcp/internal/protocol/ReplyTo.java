package dev.hqe.mcp.internal.protocol;

import java.util.Optional;

/// Where everything that belongs to one request goes: on a byte stream that is the connection, over
/// HTTP the response to that POST. Each request calls [#send], [#fail] or [#drop] exactly once, and
/// nothing after that. Safe from any thread.
public interface ReplyTo {

    /// Sends the response; waits for room.
    ///
    /// @param id the request's, which the response repeats; empty where it could not be read
    void send(Optional<RequestId> id, byte[] response);

    /// Sends an error response; waits for room. HTTP chooses its status by the error.
    ///
    /// @param id as above
    default void fail(Optional<RequestId> id, RpcError error) {
        send(id, Frames.error(id, error));
    }

    /// There will be none.
    void drop();

    /// Sends a notification that belongs to the request, or loses it when there is no room. Never
    /// waits.
    ///
    /// @return whether it was sent
    boolean offer(byte[] notification);

    /// Sends a request of the server's own that belongs to this one (legacy era); waits for room.
    ///
    /// @return false when nobody will read it
    boolean ask(byte[] request);

    /// The answer will take a while: a transport that the client can come back over for the rest
    /// may let go of the connection.
    default void pause() {
        // A connection that carries everything is kept.
    }

    /// Sends a notification that belongs to the request and must not be lost; waits for room.
    ///
    /// @return false when nobody will read it
    default boolean tell(byte[] notification) {
        return ask(notification);
    }
}
