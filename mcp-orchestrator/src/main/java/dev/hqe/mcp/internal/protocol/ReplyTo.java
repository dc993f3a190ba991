package dev.hqe.mcp.internal.protocol;

import java.util.Optional;

/// Where the one response of a request goes. Each request calls exactly one of these, once.
interface ReplyTo {

    /// Sends the response; waits for room.
    ///
    /// @param id the request's, which the response repeats; empty where it could not be read
    void send(Optional<RequestId> id, byte[] response);

    /// There will be none.
    void drop();
}
