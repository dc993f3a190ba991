package dev.hqe.memory.search;

import dev.hqe.kernel.entity.EntityClause;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.memory.MemoryQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;

/// Which chunks a query may find, as SQL on a row `c` of `chunk`.
///
/// A chunk of an entity that has changed and was not cut again yet is never found; that is part of
/// the same statement that reads the chunk, so there is no moment at which it could be.
///
/// @param narrow whether it leaves out anything but what is pending
/// @param onlyPlaces whether Topics and kinds say all of it
/// @param sql a condition
/// @param values for each `?` of it
/// @param vectors the Topics and the kinds, for those who do not speak SQL
record ChunkFilter(
        boolean narrow, boolean onlyPlaces, String sql, List<Object> values, VectorFilter vectors) {

    private static final String CURRENT =
            "NOT EXISTS (SELECT 1 FROM chunk_pending p WHERE p.entity = c.entity AND p.changed = 1)";

    ChunkFilter {
        values = List.copyOf(values);
    }

    static ChunkFilter of(MemoryQuery query) {
        EntityQuery entities = query.entities();
        EntityClause clause = EntityClause.of(entities);
        StringBuilder sql = new StringBuilder(CURRENT);
        List<Object> values = new ArrayList<>();
        query.topics()
                .ifPresent(topics -> {
                    sql.append(" AND c.topic_id IN (SELECT value FROM json_each(?))");
                    values.add(json(topics));
                });
        if (!clause.isEverything()) {
            sql.append(" AND EXISTS (SELECT 1 FROM entity WHERE entity.seq = c.entity AND (")
                    .append(clause.sql())
                    .append("))");
            values.addAll(clause.values());
        }
        return new ChunkFilter(
                query.topics().isPresent() || !clause.isEverything(),
                clause.equals(EntityClause.of(places(entities))),
                sql.toString(),
                values,
                new VectorFilter(topics(query), kinds(entities), Optional.empty()));
    }

    private static EntityQuery places(EntityQuery entities) {
        EntityQuery kinds = EntityQuery.all().kinds(entities.kinds());
        return entities.topics().isEmpty() ? kinds : kinds.topics(entities.topics());
    }

    private static Optional<Set<String>> topics(MemoryQuery query) {
        List<TopicId> asked = query.entities().topics();
        if (query.topics().isEmpty() && asked.isEmpty()) {
            return Optional.empty();
        }
        Set<TopicId> topics = new TreeSet<>(query.topics().orElseGet(() -> Set.copyOf(asked)));
        if (!asked.isEmpty()) {
            topics.retainAll(asked);
        }
        return Optional.of(topics.stream().map(TopicId::value).collect(Collectors.toSet()));
    }

    private static Optional<Set<String>> kinds(EntityQuery entities) {
        return entities.kinds().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        entities.kinds().stream().map(Kind::value).collect(Collectors.toSet()));
    }

    private static String json(Set<TopicId> topics) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        topics.forEach(topic -> array.add(topic.value()));
        return array.toString();
    }

    /// The values with others around them.
    Object[] between(List<Object> before, Object... behind) {
        List<Object> all = new ArrayList<>(before);
        all.addAll(values);
        all.addAll(List.of(behind));
        return all.toArray();
    }
}
