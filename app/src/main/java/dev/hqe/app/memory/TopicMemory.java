package dev.hqe.app.memory;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.mcp.guest.MemorySearch;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryQuery;
import java.util.List;
import java.util.Optional;

/// What the program of a Topic finds: what its own Topic has. Thread-safe.
///
/// @param memory of the workbench
public record TopicMemory(Memory memory) implements MemorySearch {

    @Override
    public Optional<List<Hit>> search(TopicId topic, String query, int limit) {
        MemoryQuery asked =
                MemoryQuery.of(query)
                        .topics(List.of(topic))
                        .limit(Math.clamp(limit, 1, MemoryQuery.MAX_LIMIT));
        return Optional.of(
                memory.search(asked).hits().stream()
                        .map(hit ->
                                new Hit(
                                        hit.entity(),
                                        hit.kind(),
                                        hit.passage().text(),
                                        hit.scores().fused()))
                        .toList());
    }
}
