package dev.hqe.kernel.entity;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.Outbox;
import dev.hqe.kernel.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the kinds of the Topics are labelled with. Kept with the entities, so that a label holds
/// before the Topics are read, and after a Topic is gone whose entities are still there.
///
/// A label belongs to the kind: one row of the database relabels a million entities at once, and
/// nobody who stores an entity can forget it. Thread-safe.
public final class EntityLabels {

    private record KindKey(TopicId topicId, Kind kind) {}

    private final Database database;
    private final Outbox outbox;
    private final AtomicReference<@Nullable Map<KindKey, Sensitivity>> known =
            new AtomicReference<>();

    EntityLabels(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /// The label of a kind; [Sensitivity#INTERNAL] if nobody has said.
    public Sensitivity of(TopicId topicId, Kind kind) {
        Map<KindKey, Sensitivity> labels = known.get();
        if (labels == null) {
            labels = load();
        }
        return labels.getOrDefault(new KindKey(topicId, kind), Sensitivity.INTERNAL);
    }

    private synchronized Map<KindKey, Sensitivity> load() {
        Map<KindKey, Sensitivity> now = known.get();
        if (now != null) {
            return now;
        }
        Map<KindKey, Sensitivity> labels = new ConcurrentHashMap<>();
        database.read(sql ->
                        sql.list(
                                "SELECT topic_id, kind, sensitivity FROM entity_label",
                                row ->
                                        Map.entry(
                                                new KindKey(
                                                        new TopicId(row.getString(1)),
                                                        new Kind(row.getString(2))),
                                                Sensitivity.of(row.getString(3)))))
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue()));
        known.set(labels);
        return labels;
    }

    /// Labels kinds of a Topic. What changes is told as [KindRelabelled], in the same transaction.
    /// Kinds that are not named keep what they have.
    ///
    /// @return the kinds that have another label than before
    public synchronized List<Kind> set(TopicId topicId, Map<Kind, Sensitivity> wanted) {
        Map<KindKey, Sensitivity> labels = load();
        Map<Kind, Sensitivity> changes = new TreeMap<>();
        wanted.forEach((kind, label) -> {
            if (of(topicId, kind) != label) {
                changes.put(kind, label);
            }
        });
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            database.write(transaction -> {
                store(transaction, topicId, changes);
                // at once, so that what is stored behind it in the same commit has the new label
                changes.forEach((kind, label) -> labels.put(new KindKey(topicId, kind), label));
                return true;
            });
        } catch (RuntimeException e) {
            known.set(null); // whatever has happened: the next one reads it again
            throw e;
        }
        return new ArrayList<>(changes.keySet());
    }

    private void store(Transaction transaction, TopicId topicId, Map<Kind, Sensitivity> changes)
            throws SQLException {
        ChangeLog log = new ChangeLog();
        for (Map.Entry<Kind, Sensitivity> change : changes.entrySet()) {
            transaction
                    .sql()
                    .update(
                            "INSERT INTO entity_label VALUES (?, ?, ?)"
                                    + " ON CONFLICT DO UPDATE SET sensitivity = excluded.sensitivity",
                            topicId.value(),
                            change.getKey().value(),
                            change.getValue().word());
            log.relabelled(topicId, change.getKey(), change.getValue());
        }
        log.commit(transaction, outbox, id -> {});
    }

    /// Reads them if nobody has yet: to be called before a transaction that asks for one.
    void prepare() {
        if (known.get() == null) {
            load();
        }
    }
}
