package dev.hqe.mcp.client;

/// Where a transport hands in what comes from the server. Thread-safe.
interface Inbound {

    /// One message, or a batch. The bytes are only valid during the call.
    void message(byte[] buffer, int offset, int length);

    /// Something that is no message was skipped.
    void malformed(String why);

    /// Nothing will come any more, on any call.
    void ended(String why);
}
