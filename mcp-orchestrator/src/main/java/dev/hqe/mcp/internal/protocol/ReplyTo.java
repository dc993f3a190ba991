package dev.hqe.mcp.internal.protocol;

/// Where the one response of a request goes. Each request calls exactly one of these, once.
interface ReplyTo {

    /// Sends the response; waits for room.
    void send(byte[] response);

    /// There will be none.
    void drop();
}
