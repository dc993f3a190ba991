package dev.hqe.app;

import dev.hqe.app.agent.WorkbenchScope;
import dev.hqe.kernel.access.ApiKey;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.http.Authenticator;

/// Lets in over HTTP whoever has a key of this workbench, as far as the key's scope goes.
/// Thread-safe.
public final class KeyAuthenticator implements Authenticator {

    private static final String HOW =
            "make one with 'hqe key new NAME' and send it as 'Authorization: Bearer KEY'";

    private final ApiKeys keys;
    private final TopicCatalog topics;
    private final EntityStore entities;
    private final ToolDisplay display;

    /// @param topics tells tools and prompts of Topics, for which a key must open the Topic as
    ///   well, from others
    /// @param entities say which Topic an entity belongs to
    /// @param display how the tools are shown to those who come with a key
    public KeyAuthenticator(
            ApiKeys keys, TopicCatalog topics, EntityStore entities, ToolDisplay display) {
        this.keys = keys;
        this.topics = topics;
        this.entities = entities;
        this.display = display;
    }

    @Override
    public Outcome authenticate(String bearer) {
        if (bearer.isEmpty()) {
            return new Outcome.Unknown("Unauthorized: this workbench wants a key; " + HOW);
        }
        return keys.verify(bearer)
                .<Outcome>map(key -> new Outcome.Known(access(key)))
                .orElseGet(() ->
                        new Outcome.Unknown(
                                "Unauthorized: that key is not valid (any more); " + HOW));
    }

    private Access access(ApiKey key) {
        return new Access(
                key.id().value(),
                "",
                new Access.Opening(WorkbenchScope.of(key.scope(), topics, entities), display));
    }
}
