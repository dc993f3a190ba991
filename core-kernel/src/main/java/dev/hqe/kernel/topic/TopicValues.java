package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.store.Database;
import java.util.List;
import java.util.Optional;

/// Small values that a Topic's programs keep from call to call: each Topic has names and values of
/// its own, which outlive the workbench's end and go with the Topic.
///
/// Thread-safe; methods block, so call from virtual threads.
public final class TopicValues {

    /// Most bytes of names and values of one Topic, together.
    public static final int MAX_BYTES = 1 << 20;

    /// Most values of one Topic.
    public static final int MAX_VALUES = 256;

    /// Longest name, in characters.
    public static final int MAX_NAME = 256;

    private final Database database;

    private record Use(long values, long bytes) {}

    public TopicValues(Database database) {
        this.database = database;
    }

    /// The value that was last set; the array is the caller's.
    public Optional<byte[]> get(TopicId topic, String name) {
        return database.read(sql ->
                sql.first(
                        "SELECT value FROM topic_value WHERE topic_id = ? AND name = ?",
                        row -> row.getBytes(1),
                        topic.value(),
                        name));
    }

    /// Sets a value, in place of one of that name.
    ///
    /// @throws TopicException if the name is not one, or there is no room; nothing has changed then
    public void set(TopicId topic, String name, byte[] value) {
        requireName(name);
        byte[] kept = value.clone();
        database.write(transaction -> {
            int changed =
                    transaction
                            .sql()
                            .update(
                                    "INSERT INTO topic_value (topic_id, name, value)"
                                            + " VALUES (?, ?, ?) ON CONFLICT (topic_id, name)"
                                            + " DO UPDATE SET value = excluded.value",
                                    topic.value(),
                                    name,
                                    kept);
            Use use =
                    transaction
                            .sql()
                            .first(
                                    "SELECT count(*), total(octet_length(name) + length(value))"
                                            + " FROM topic_value WHERE topic_id = ?",
                                    row -> new Use(row.getLong(1), row.getLong(2)),
                                    topic.value())
                            .orElseThrow();
            requireRoom(topic, use); // what throws here is undone
            return changed;
        });
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new TopicException(
                    "the name of a value has 1 to "
                            + MAX_NAME
                            + " characters, not "
                            + name.length(),
                    null);
        }
    }

    private static void requireRoom(TopicId topic, Use use) {
        if (use.values() > MAX_VALUES) {
            throw new TopicException(
                    "the Topic '"
                            + topic
                            + "' keeps "
                            + MAX_VALUES
                            + " values already; remove one, or keep several things in one",
                    null);
        }
        if (use.bytes() > MAX_BYTES) {
            throw new TopicException(
                    "the values of the Topic '"
                            + topic
                            + "' would take "
                            + use.bytes()
                            + " bytes, and 1 MiB is the most; remove some, or store entities",
                    null);
        }
    }

    /// Removes a value and says whether there was one.
    public boolean remove(TopicId topic, String name) {
        return database.write(transaction ->
                transaction
                                .sql()
                                .update(
                                        "DELETE FROM topic_value WHERE topic_id = ? AND name = ?",
                                        topic.value(),
                                        name)
                        == 1);
    }

    /// Removes all that a Topic has kept, and says how much it was. For when the Topic is removed.
    public int clear(TopicId topic) {
        return database.write(transaction ->
                transaction
                        .sql()
                        .update("DELETE FROM topic_value WHERE topic_id = ?", topic.value()));
    }

    /// The names of what a Topic keeps, in order.
    public List<String> names(TopicId topic) {
        return database.read(sql ->
                sql.list(
                        "SELECT name FROM topic_value WHERE topic_id = ? ORDER BY name LIMIT 1000",
                        row -> row.getString(1),
                        topic.value()));
    }
}
