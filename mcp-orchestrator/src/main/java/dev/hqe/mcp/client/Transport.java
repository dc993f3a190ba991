package dev.hqe.mcp.client;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The way to one server. Made by the host, given to one [McpClient], and closed by it.
public abstract sealed class Transport permits StdioTransport, HttpTransport {

    Transport() {}

    /// Starts. Once, before anything else.
    abstract void open(Inbound inbound, ClientLimits limits);

    /// Sends a request on its way and returns; its reply comes by itself.
    abstract void send(PendingCall call);

    /// Sends a notification or an answer, and returns when it is under way.
    abstract void tell(byte[] message, String method) throws InterruptedException;

    /// The caller of a request has given up. Returns whether the server must be told so in a
    /// message of its own.
    abstract boolean abandoned(PendingCall call);

    /// Which era and version are spoken from now on.
    abstract void speaks(ServerEra era, String version);

    /// `initialize` was refused with an HTTP status: whether an older form of the transport is
    /// there and now in use.
    abstract boolean fallsBack() throws InterruptedException;

    /// Whether it is known to be HTTP with SSE (2024-11-05) and nothing newer.
    abstract boolean isOfOldKind();

    /// Opens the one stream of HTTP with SSE, before anything is said.
    ///
    /// @return why that is not possible, as the end of a sentence; empty when it is open
    abstract String openOldKind() throws InterruptedException;

    /// The server's session is ready: the stream for its own messages may open.
    abstract void ready();

    /// Forgets the session, so that a new one can be opened.
    abstract void forgetSession();

    /// What a request says in HTTP headers besides its body; none on other transports.
    abstract Map<String, String> headers(String method, Params params);

    /// Learns how a listed tool wants its calls sent.
    ///
    /// @return why the tool cannot be used; empty when it can
    abstract String learn(String tool, JsonNode inputSchema);

    /// What the server said, fit to be shown to a person: no secret and nothing that a terminal
    /// acts on. On transports that know of none, as it is.
    String readable(String text) {
        return text;
    }

    /// Ends everything; calls under way get no answer.
    abstract void close();
}
