package dev.hqe.memory.search;

import dev.hqe.kernel.entity.EntityClause;
import dev.hqe.kernel.entity.EntityQuery;
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
/// @param onlyPlaces whether Topics and kind say all of it
/// @param sql a condition
/// @param values for each `?` of it
/// @param vectors the Topics and the kind, for those who do not speak SQL
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
                new VectorFilter(
                        topics(query),
                        entities.kind().map(kind -> kind.value()),
                        Optional.empty()));
    }

    private static EntityQuery places(EntityQuery entities) {
        EntityQuery places = EntityQuery.all();
        if (entities.topic().isPresent()) {
            places = places.topic(entities.topic().orElseThrow());
        }
        return entities.kind().isPresent() ? places.kind(entities.kind().orElseThrow()) : places;
    }

    private static Optional<Set<String>> topics(MemoryQuery query) {
        Optional<TopicId> one = query.entities().topic();
        if (query.topics().isEmpty()) {
            return one.map(topic -> Set.of(topic.value()));
        }
        Set<TopicId> topics = new TreeSet<>(query.topics().orElseThrow());
        one.ifPresent(topic -> topics.retainAll(Set.of(topic)));
        return Optional.of(topics.stream().map(TopicId::value).collect(Collectors.toSet()));
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
