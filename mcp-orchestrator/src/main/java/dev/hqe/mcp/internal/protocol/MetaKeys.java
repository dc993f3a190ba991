package dev.hqe.mcp.internal.protocol;

/// The protocol's own keys in `_meta`, which both sides of it read and write (2026-07-28, Overview,
/// `_meta`).
public final class MetaKeys {

    private static final String PREFIX = "io.modelcontextprotocol/";

    /// Which version a request speaks.
    public static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";

    /// Who sends a request: an object with `name` and `version`.
    public static final String CLIENT_INFO = PREFIX + "clientInfo";

    /// What the sender of a request can do, [dev.hqe.mcp.ClientAbilities] as JSON.
    public static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";

    /// From which level on the sender of a request wants log messages.
    public static final String LOG_LEVEL = PREFIX + "logLevel";

    /// Who answers: an object with `name` and `version`.
    public static final String SERVER_INFO = PREFIX + "serverInfo";

    /// The id of the `subscriptions/listen` request that a notification belongs to.
    public static final String SUBSCRIPTION_ID = PREFIX + "subscriptionId";

    private MetaKeys() {}
}
