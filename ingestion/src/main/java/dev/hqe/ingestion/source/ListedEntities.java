package dev.hqe.ingestion.source;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Page;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.store.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which entities a run of a source has come upon, so that at its end the others can go. In the
/// database, because an API may list more than fits into memory. Thread-safe; methods block.
final class ListedEntities {

    private final Database database;
    private final EntityStore store;

    ListedEntities(Database database, EntityStore store) {
        this.database = database;
        this.store = store;
    }

    /// The run has come upon these.
    ///
    /// @param run a number that tells it from other runs
    void add(SourceName source, long run, Collection<EntityId> ids) {
        database.write(transaction -> {
            for (EntityId id : ids) {
                transaction
                        .sql()
                        .update(
                                "INSERT INTO source_listed (source, entity_id, run)"
                                        + " VALUES (?, ?, ?) ON CONFLICT (source, entity_id)"
                                        + " DO UPDATE SET run = excluded.run",
                                source.value(),
                                id.value(),
                                run);
            }
            return ids.size();
        });
    }

    /// Deletes the entities of a source that a run has not come upon.
    ///
    /// @return how many
    long deleteOthers(Source source, long run) {
        EntityQuery all =
                EntityQuery.all()
                        .topic(source.topicId())
                        .idPrefix(source.idPrefix())
                        .order(EntityQuery.Order.BY_ID)
                        .limit(EntityStore.MAX_BATCH);
        long deleted = 0;
        Optional<String> after = Optional.empty();
        do {
            Page page = store.query(after.map(all::after).orElse(all));
            List<EntityId> gone =
                    notListed(
                            source.name(),
                            run,
                            page.items().stream().map(StoredEntity::id).toList());
            if (!gone.isEmpty()) {
                deleted += store.deleteAll(gone);
            }
            after = page.next();
        } while (after.isPresent());
        forget(source.name(), run);
        return deleted;
    }

    private List<EntityId> notListed(SourceName source, long run, List<EntityId> ids) {
        return database.read(sql -> {
            List<EntityId> others = new ArrayList<>();
            for (EntityId id : ids) {
                boolean there =
                        sql.first(
                                        "SELECT 1 FROM source_listed"
                                                + " WHERE source = ? AND entity_id = ? AND run = ?",
                                        row -> row.getInt(1),
                                        source.value(),
                                        id.value(),
                                        run)
                                .isPresent();
                if (!there) {
                    others.add(id);
                }
            }
            return others;
        });
    }

    private void forget(SourceName source, long run) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "DELETE FROM source_listed WHERE source = ? AND run <> ?",
                                source.value(),
                                run));
    }

    /// The source is gone, or reads something else.
    void forget(SourceName source) {
        forget(source, Long.MIN_VALUE);
    }
}
