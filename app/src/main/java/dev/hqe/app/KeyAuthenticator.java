package dev.hqe.app;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.access.ApiKey;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.broker.ToolBroker;
import dev.hqe.mcp.http.Authenticator;
import dev.hqe.mcp.results.ResultStore;

/// Lets in over HTTP whoever has a key of this workbench, as far as the key's scope goes.
/// Thread-safe.
public final class KeyAuthenticator implements Authenticator {

    private static final String HOW =
            "make one with 'hqe key new NAME' and send it as 'Authorization: Bearer KEY'";

    private static final String ENTITIES = "entities";
    private static final String OWN = "hqe://";

    private final ApiKeys keys;
    private final TopicCatalog topics;

    /// @param topics tells tools and prompts of Topics, for which a key must open the Topic as
    ///   well, from others
    public KeyAuthenticator(ApiKeys keys, TopicCatalog topics) {
        this.keys = keys;
        this.topics = topics;
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
                key.scope().equals(AccessScope.ALL)
                        ? Access.Scope.ALL
                        : new KeyScope(key.scope(), topics));
    }

    /// What a key opens.
    private record KeyScope(AccessScope scope, TopicCatalog topics) implements Access.Scope {

        @Override
        public boolean hasTool(ToolName name) {
            if (ToolBroker.WAYS.contains(name)) {
                return true;
            }
            String value = name.value();
            String first = first(value);
            if (isTopic(first)) {
                return scope.allowsTopicTool(first, value);
            }
            return scope.allowsTool(value) && (!first.equals(ENTITIES) || opensEntities(value));
        }

        @Override
        public boolean hasPrompt(String name) {
            String first = first(name);
            return isTopic(first)
                    ? scope.allowsTopic(first)
                    : opensAllTopics() && scope.allowsTool(name);
        }

        /// A URI does not say which Topic its data belongs to, nor which server it comes from: a
        /// server's resources are often what its tools give as well, so for those a key opens all
        /// tools. A large result is readable by the one whose call it answered and nobody else.
        @Override
        public boolean hasResource(String uri) {
            return ResultStore.isAddress(uri)
                    || (opensAllTopics() && (uri.startsWith(OWN) || opensAllTools()));
        }

        /// Entities of all Topics are read by these. Where a key is bound to some, `*` does not
        /// mean them; a person who wants them names them.
        private boolean opensEntities(String tool) {
            return opensAllTopics()
                    || scope.tools().contains(tool)
                    || scope.tools().contains(ENTITIES + ".*");
        }

        private boolean opensAllTools() {
            return scope.tools().contains("*");
        }

        private boolean opensAllTopics() {
            return scope.topics().contains("*");
        }

        private boolean isTopic(String name) {
            return topics.topics().stream().anyMatch(topic -> topic.id().value().equals(name));
        }

        private static String first(String name) {
            int dot = name.indexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        }
    }
}
