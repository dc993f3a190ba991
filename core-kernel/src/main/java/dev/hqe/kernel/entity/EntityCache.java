package dev.hqe.kernel.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hqe.kernel.entity.EntityRows.Row;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The entities that were read last. Never gives what was there before an acknowledged change.
/// Thread-safe.
final class EntityCache {

    private static final long CACHE_BYTES = 32L << 20;

    /// What an entity in the cache weighs beside its text: objects, id, map entry.
    private static final int OVERHEAD = 1024;

    private final Cache<EntityId, @Nullable Row> cache =
            Caffeine.newBuilder()
                    .maximumWeight(CACHE_BYTES)
                    .<EntityId, Row>weigher((id, row) -> row.bytes() + OVERHEAD)
                    .build();

    /// How often something in a stripe of the ids has changed.
    private final AtomicLongArray changes = new AtomicLongArray(1024);

    /// The entity, with data that belongs to the caller.
    ///
    /// @param load reads it from the database
    Optional<Row> get(EntityId id, Function<EntityId, Optional<Row>> load) {
        Row cached = cache.getIfPresent(id);
        if (cached != null) {
            return Optional.of(cached.copy());
        }
        long seen = changes.get(stripe(id));
        Optional<Row> loaded = load.apply(id);
        // what has changed since it was read must not get into the cache behind its invalidation
        loaded.ifPresent(fresh ->
                cache.asMap()
                        .compute(id, (key, old) -> changes.get(stripe(id)) == seen ? fresh : old));
        return loaded.map(Row::copy);
    }

    /// Something about it was committed.
    void forget(EntityId id) {
        changes.incrementAndGet(stripe(id));
        cache.invalidate(id);
    }

    private int stripe(EntityId id) {
        return Math.floorMod(id.hashCode(), changes.length());
    }
}
