package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import java.util.List;
import java.util.Optional;

/// The port to what finds entities by their meaning. Safe for calls from many threads at once.
@FunctionalInterface
public interface MemorySearch {

    /// A workbench without memory.
    MemorySearch NONE = (topic, query, limit) -> Optional.empty();

    /// A piece of text that was found.
    ///
    /// @param entity that it is part of
    /// @param score how near it is to the query, more is nearer
    record Hit(EntityId entity, Kind kind, String text, double score) {}

    /// The pieces nearest to a query among the entities of one Topic, nearest first; blocks.
    ///
    /// @param limit most pieces
    /// @return empty if there is no memory to search
    Optional<List<Hit>> search(TopicId topic, String query, int limit);
}
