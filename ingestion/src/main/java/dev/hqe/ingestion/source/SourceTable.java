package dev.hqe.ingestion.source;

import dev.hqe.ingestion.source.Source.State;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The sources in the database. Thread-safe; methods block.
final class SourceTable {

    /// Most sources in a workbench.
    static final int MAX_SOURCES = 1000;

    private static final String COLUMNS =
            "SELECT name, topic_id, spec, state, added_at, resume_after, last_run FROM source";

    /// Where a run that has not ended has come to.
    ///
    /// @param after last record that is committed; 0 for none
    /// @param stamp of the file that was read; empty if there is no such run
    /// @param lettersBefore the newest dead letter when it began
    record Position(long after, String stamp, long lettersBefore) {

        static final Position NONE = new Position(0, "", 0);
    }

    private final Database database;

    SourceTable(Database database) {
        this.database = database;
    }

    /// Adds a source.
    ///
    /// @return whether it was added; else there is one of this name
    boolean add(Source source) {
        return database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT OR IGNORE INTO source"
                                        + " (name, topic_id, spec, state, added_at)"
                                        + " VALUES (?, ?, ?, ?, ?)",
                                source.name().value(),
                                source.topicId().value(),
                                source.spec().toJson().toString(),
                                source.state().word(),
                                source.addedAt().toEpochMilli()))
                > 0;
    }

    boolean remove(SourceName name) {
        return database.write(transaction ->
                transaction.sql().update("DELETE FROM source WHERE name = ?", name.value()))
                > 0;
    }

    Optional<Source> get(SourceName name) {
        return database.read(
                sql -> sql.first(COLUMNS + " WHERE name = ?", SourceTable::source, name.value()));
    }

    List<Source> list() {
        return database.read(sql ->
                sql.list(COLUMNS + " ORDER BY name LIMIT ?", SourceTable::source, MAX_SOURCES));
    }

    void state(SourceName name, State state) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "UPDATE source SET state = ? WHERE name = ?",
                                state.word(),
                                name.value()));
    }

    void spec(SourceName name, SourceSpec spec) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "UPDATE source SET spec = ? WHERE name = ?",
                                spec.toJson().toString(),
                                name.value()));
    }

    Position position(SourceName name) {
        return database.read(sql ->
                sql.first(
                                "SELECT resume_after, resume_stamp, letters_before FROM source"
                                        + " WHERE name = ?",
                                row ->
                                        new Position(
                                                row.getLong(1), row.getString(2), row.getLong(3)),
                                name.value())
                        .orElse(Position.NONE));
    }

    void position(SourceName name, Position position) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "UPDATE source SET resume_after = ?, resume_stamp = ?,"
                                        + " letters_before = ? WHERE name = ?",
                                position.after(),
                                position.stamp(),
                                position.lettersBefore(),
                                name.value()));
    }

    /// What a course has kept from its last whole run.
    Optional<JsonNode> kept(SourceName name) {
        return database.read(sql ->
                        sql.first(
                                "SELECT kept FROM source WHERE name = ?",
                                row -> Optional.ofNullable(row.getString(1)),
                                name.value()))
                .flatMap(kept -> kept)
                .map(Json.MAPPER::readTree);
    }

    void kept(SourceName name, Optional<ObjectNode> what) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "UPDATE source SET kept = ? WHERE name = ?",
                                what.map(ObjectNode::toString).orElse(null),
                                name.value()));
    }

    void lastRun(SourceName name, SourceReport report) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "UPDATE source SET last_run = ? WHERE name = ?",
                                report.toJson().toString(),
                                name.value()));
    }

    private static Source source(ResultSet row) throws SQLException {
        String lastRun = row.getString(7);
        return new Source(
                new SourceName(row.getString(1)),
                new TopicId(row.getString(2)),
                SourceSpec.of(Json.MAPPER.readTree(row.getString(3))),
                State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getLong(6),
                lastRun == null ? null : Json.MAPPER.readValue(lastRun, ObjectNode.class));
    }
}
