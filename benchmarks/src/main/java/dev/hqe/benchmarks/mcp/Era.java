package dev.hqe.benchmarks.mcp;

/// The two ways in which MCP is spoken, and the messages of a client in each. Texts that are put
/// into messages are plain: no quote, no backslash.
enum Era {
    LEGACY("2025-11-25"),
    MODERN("2026-07-28");

    private static final String CLIENT = "{\"name\":\"benchmark\",\"version\":\"1.0.0\"}";
    private static final String ENVELOPE =
            ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientInfo\":"
                    + CLIENT
                    + ",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final String version;

    Era(String version) {
        this.version = version;
    }

    String version() {
        return version;
    }

    /// What is sent first: the legacy handshake, or the question what the server is.
    Message open(long id) {
        return switch (this) {
            case LEGACY ->
                    request(
                            id,
                            "initialize",
                            "",
                            "\"protocolVersion\":\""
                                    + version
                                    + "\",\"capabilities\":{},\"clientInfo\":"
                                    + CLIENT);
            case MODERN -> request(id, "server/discover", "", "");
        };
    }

    static Message initialized() {
        return new Message(
                "notifications/initialized",
                "",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    Message list(long id) {
        return request(id, "tools/list", "", "");
    }

    Message call(long id, String tool, String text) {
        return request(
                id,
                "tools/call",
                tool,
                "\"name\":\"" + tool + "\",\"arguments\":{\"message\":\"" + text + "\"}");
    }

    private Message request(long id, String method, String name, String params) {
        String envelope = this == MODERN ? ENVELOPE : "";
        String members = params.isEmpty() && !envelope.isEmpty() ? envelope.substring(1) : params;
        String rest = params.isEmpty() ? "" : envelope;
        return new Message(
                method,
                name,
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id
                        + ",\"method\":\""
                        + method
                        + "\",\"params\":{"
                        + members
                        + rest
                        + "}}");
    }

    @Override
    public String toString() {
        return version;
    }
}
