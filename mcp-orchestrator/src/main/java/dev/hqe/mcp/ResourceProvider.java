package dev.hqe.mcp;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Where resources come from: entities, Topic files, results too large to inline, other servers.
/// Safe for calls from many threads at once.
public interface ResourceProvider {

    /// The resources worth listing, in any order. What is there by the thousand belongs behind a
    /// template instead.
    ///
    /// @param principal who asks
    List<ResourceDefinition> resources(Principal principal);

    /// The families of resources.
    default List<ResourceTemplate> templates(Principal principal) {
        return List.of();
    }

    /// Reads a resource, blocking, on a virtual thread of its own; stops promptly when interrupted.
    ///
    /// @return the `ReadResourceResult` with its `contents`, or empty when there is no such
    ///   resource here
    /// @throws McpException when there is one and it cannot be read
    Optional<ObjectNode> read(ResourceRead read) throws InterruptedException;

    /// Suggestions for a variable of a template; empty when the template is not of this provider.
    default Optional<Completion> complete(CompletionRequest request) throws InterruptedException {
        return Optional.empty();
    }

    /// Registers a listener that runs after the lists have changed. It returns quickly.
    default Registration onChange(Runnable listener) {
        return Registration.NONE;
    }

    /// Registers a listener that gets the URI of each resource whose content has changed. It
    /// returns quickly.
    default Registration onUpdate(Consumer<String> listener) {
        return Registration.NONE;
    }

    /// Somebody has begun to watch a resource, or the last one has stopped; for providers that must
    /// do something to hear of updates. Returns quickly.
    default void watched(String uri, boolean watched) {
        // Most hear of their updates anyway.
    }
}
