package dev.hqe.mcp;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The skills of a server, each for those who may read its `SKILL.md` as a resource. Thread-safe.
public final class SkillCatalog {

    private final SkillProvider provider;
    private final Fetches fetches;

    SkillCatalog(SkillProvider provider, Fetches fetches) {
        this.provider = provider;
        this.fetches = fetches;
    }

    /// Whether there are none at all now.
    public boolean isEmpty() {
        return provider.skills().isEmpty();
    }

    /// The addresses of those that are open to somebody, sorted.
    public List<String> uris(Access access) {
        Access.Scope scope = access.scope();
        return provider.skills().stream().filter(scope::hasResource).sorted().distinct().toList();
    }

    /// The entry of one skill.
    ///
    /// @return empty when there is no such skill for them
    /// @throws McpException when one of its files cannot be read any more
    public Optional<ObjectNode> entry(String uri, Access access) {
        return access.scope().hasResource(uri) ? provider.skill(uri) : Optional.empty();
    }

    /// Puts an answer about skills together, within the limits of the road, and returns at once.
    ///
    /// @param what names it in messages
    /// @param result the result object; empty when there is no such thing
    /// @param budget what a large one counts against until `done` has returned
    /// @param done hears of the end exactly once
    public RunningCall<?> start(
            String what,
            Supplier<Optional<ObjectNode>> result,
            ResultBudget budget,
            Consumer<Fetched> done) {
        return fetches.start(what, Caller.NONE, budget, caller -> result.get(), done);
    }
}
