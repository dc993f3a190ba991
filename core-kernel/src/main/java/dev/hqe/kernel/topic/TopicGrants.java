package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// What was granted, in the database. A row is written whole or not at all, and only after the copy
/// that it names is complete. Thread-safe.
public final class TopicGrants {

    /// Most rows that are kept; also of Topics that are gone.
    private static final int MAX_ROWS = 10_000;

    private final Database database;

    public TopicGrants(Database database) {
        this.database = database;
    }

    Map<TopicId, TopicGrant> all() {
        List<TopicGrant> rows =
                database.read(sql ->
                        sql.list(
                                "SELECT * FROM topic_grant ORDER BY id LIMIT " + MAX_ROWS,
                                TopicGrants::grant));
        return rows.stream()
                .collect(
                        Collectors.toMap(
                                TopicGrant::id, grant -> grant, (a, b) -> a, LinkedHashMap::new));
    }

    void put(TopicGrant grant) {
        ObjectNode files = Json.object();
        new TreeMap<>(grant.files()).forEach(files::put);
        database.write(change ->
                change.sql()
                        .update(
                                "INSERT INTO topic_grant (id, folder, version, permissions, trust,"
                                        + " digest, files, state, granted_at)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                        + " ON CONFLICT (id) DO UPDATE SET folder = excluded.folder,"
                                        + " version = excluded.version,"
                                        + " permissions = excluded.permissions,"
                                        + " trust = excluded.trust, digest = excluded.digest,"
                                        + " files = excluded.files, state = excluded.state,"
                                        + " granted_at = excluded.granted_at",
                                grant.id().value(),
                                grant.folder(),
                                grant.version(),
                                PermissionParts.json(grant.permissions()).toString(),
                                word(grant.trust()),
                                grant.digest(),
                                files.toString(),
                                word(grant.state()),
                                grant.at().toEpochMilli()));
    }

    private static TopicGrant grant(ResultSet row) throws SQLException {
        TopicId id = new TopicId(row.getString("id"));
        Map<String, String> files = new TreeMap<>();
        Json.MAPPER
                .readTree(row.getString("files"))
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString()));
        return new TopicGrant(
                id,
                row.getString("folder"),
                row.getString("version"),
                PermissionParts.permissions(id, Json.MAPPER.readTree(row.getString("permissions"))),
                Trust.valueOf(row.getString("trust").toUpperCase(Locale.ROOT)),
                row.getString("digest"),
                files,
                TopicGrant.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong("granted_at")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
