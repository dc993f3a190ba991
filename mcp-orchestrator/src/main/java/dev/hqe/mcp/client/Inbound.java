package dev.hqe.mcp.client;

/// Where a transport hands in what comes from the server. Thread-safe.
interface Inbound {

    /// One message, or a batch. The bytes are only valid during the call.
    void message(byte[] buffer, int offset, int length);

    /// The user is being asked something, or has answered: meanwhile the server's silence does not
    /// count.
    void busy(boolean isBusy);

    /// Something that is no message was skipped.
    void malformed(String why);

    /// Nothing will come any more, on any call.
    void ended(String why);
}
