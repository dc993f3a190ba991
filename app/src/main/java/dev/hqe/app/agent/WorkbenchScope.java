package dev.hqe.app.agent;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.broker.ToolBroker;
import dev.hqe.mcp.context.EntityResources;
import dev.hqe.mcp.context.TopicSkill;
import dev.hqe.mcp.results.ResultStore;

/// What the scope of a key or a profile opens of this workbench. Thread-safe.
///
/// @param scope not everything; see [#of]
/// @param topics tells tools and prompts of Topics, for which the Topic must be open as well, from
///   others
/// @param entities say which Topic an entity belongs to
public record WorkbenchScope(AccessScope scope, TopicCatalog topics, EntityStore entities)
        implements Access.Scope {

    private static final String ENTITIES = "entities";
    private static final String OWN = "hqe://";

    /// What a scope opens.
    public static Access.Scope of(AccessScope scope, TopicCatalog topics, EntityStore entities) {
        return scope.equals(AccessScope.ALL) ? ALL : new WorkbenchScope(scope, topics, entities);
    }

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

    /// A skill is open as its Topic is, and so is an entity, whole or in part: one that is not open
    /// is as if it were not there. Another URI does not say which Topic its data belongs to, nor
    /// which server it comes from: a server's resources are often what its tools give as well, so
    /// those are open where all tools are. A large result is readable by the one whose call it
    /// answered and nobody else.
    @Override
    public boolean hasResource(String uri) {
        return ResultStore.isAddress(uri)
                || TopicSkill.topicOf(uri, topics.topics())
                        .filter(topic -> scope.allowsTopic(topic.value()))
                        .isPresent()
                || (opensAllTopics() && (uri.startsWith(OWN) || opensAllTools()))
                || EntityResources.entityOf(uri).filter(this::hasEntity).isPresent();
    }

    private boolean hasEntity(EntityId id) {
        return entities.get(id)
                .filter(found -> hasTopic(found.entity().topicId().value()))
                .isPresent();
    }

    @Override
    public boolean hasTopic(String topic) {
        return scope.allowsTopic(topic);
    }

    /// Entities of all open Topics are read by these, and stored. Where a scope is bound to some,
    /// `*` does not mean them; a person who wants them names them.
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
