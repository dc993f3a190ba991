package dev.hqe.mcp.sandbox;

/// What a guest may ask of the world outside and is given only if a person granted it. Three of
/// them nobody can grant: files, sockets and signals; the text says what to use instead.
public enum Permission {
    /// Opening, listing or changing files.
    FILES("files", false, "the sandbox gives no file system; pass the content as input"),
    /// Reading the time, sleeping.
    CLOCK("clock", true, "add 'clock: true' to permissions in topic.yaml"),
    /// Random bytes.
    ENTROPY("entropy", true, "add 'entropy: true' to permissions in topic.yaml"),
    /// Sockets.
    NETWORK(
            "network",
            false,
            "the sandbox gives no sockets; use http_request with permissions.http"),
    /// Raising signals.
    PROCESS("process", false, "the sandbox gives no signals; end with an exit code"),
    /// Reading entities.
    ENTITIES_READ("entities.read", true, "add the kind to permissions.entities.read in topic.yaml"),
    /// Storing entities.
    ENTITIES_WRITE(
            "entities.write", true, "add the kind to permissions.entities.write in topic.yaml"),
    /// Searching the memory.
    MEMORY("memory", true, "add 'memory: true' to permissions in topic.yaml"),
    /// HTTP requests through the host.
    HTTP("http", true, "add the host and its methods to permissions.http in topic.yaml"),
    /// Handles of secrets.
    SECRETS("secrets", true, "add the secret's name to permissions.secrets in topic.yaml"),
    /// Publishing events.
    EVENTS("publish", true, "add the subject to permissions.publish in topic.yaml"),
    /// The Topic's own key-value store.
    STORE("store", true, "add 'store: true' to permissions in topic.yaml");

    private final String id;
    private final boolean grantable;
    private final String remedy;

    Permission(String id, boolean grantable, String remedy) {
        this.id = id;
        this.grantable = grantable;
        this.remedy = remedy;
    }

    /// The name that messages and manifests use: its path under `permissions` in `topic.yaml`.
    public String id() {
        return id;
    }

    /// Whether a Topic can be granted it at all.
    public boolean grantable() {
        return grantable;
    }

    /// What to write in `topic.yaml` and what to run then, or what to use instead.
    public String remedy() {
        return grantable ? remedy + " and grant the Topic again (hqe topic grant ID)" : remedy;
    }
}
