package dev.hqe.kernel.entity;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// What a transaction changes, for the outbox: `[topic, kind, id, version, sensitivity]` per
/// entity, version 0 if it is deleted, and `[topic, kind, sensitivity]` per relabelled kind.
final class ChangeLog {

    private static final long DELETED = 0;

    private final ArrayNode payload = Json.MAPPER.createArrayNode();
    private final List<EntityId> changed = new ArrayList<>();
    private int created;

    void stored(Entity entity, long version, boolean isNew, Sensitivity sensitivity) {
        if (isNew) {
            created++;
        }
        note(entity.id(), entity.topicId().value(), entity.kind().value(), version)
                .add(sensitivity.word());
    }

    void deleted(EntityId id, String topicId, String kind) {
        note(id, topicId, kind, DELETED);
    }

    void relabelled(TopicId topicId, Kind kind, Sensitivity sensitivity) {
        payload.addArray().add(topicId.value()).add(kind.value()).add(sensitivity.word());
    }

    private ArrayNode note(EntityId id, String topicId, String kind, long version) {
        changed.add(id);
        return payload.addArray().add(topicId).add(kind).add(id.value()).add(version);
    }

    int changes() {
        return changed.size();
    }

    PutSummary summary(int given) {
        int updated = changed.size() - created;
        return new PutSummary(created, updated, given - changed.size());
    }

    /// Adds the facts to the transaction.
    ///
    /// @param forget told of each entity once it is committed
    void commit(Transaction transaction, Outbox outbox, Consumer<EntityId> forget)
            throws SQLException {
        if (payload.isEmpty()) {
            return;
        }
        outbox.add(transaction, EntityStore.OUTBOX_TYPE, payload);
        transaction.afterCommit(() -> changed.forEach(forget));
    }

    /// Reads a row of the outbox; rows of older versions have no sensitivity.
    static List<? extends Fact> facts(JsonNode payload) {
        List<Fact> facts = new ArrayList<>();
        for (JsonNode change : payload) {
            TopicId topic = new TopicId(change.get(0).asString());
            Kind kind = new Kind(change.get(1).asString());
            if (change.size() == 3) {
                Sensitivity label = Sensitivity.of(change.get(2).asString());
                facts.add(new KindRelabelled(topic, kind, label));
                continue;
            }
            EntityId id = new EntityId(change.get(2).asString());
            long version = change.get(3).asLong();
            facts.add(
                    version == DELETED
                            ? new EntityDeleted(topic, kind, id)
                            : new EntityStored(
                                    topic,
                                    kind,
                                    id,
                                    version,
                                    Sensitivity.of(
                                            change.path(4).asString(Sensitivity.INTERNAL.word()))));
        }
        return facts;
    }
}
