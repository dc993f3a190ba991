package dev.hqe.memory.search;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.Passage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;

/// Reads what is shown of found chunks, in one statement that also looks whether it may be shown.
final class HitRows {

    private HitRows() {}

    /// Those of the chunks that pass the filter, by their ids.
    static Map<Long, ChunkRow> read(
            Database database, Collection<Long> chunks, ChunkFilter filter) {
        String ids = json(chunks);
        List<ChunkRow> rows =
                database.read(sql ->
                        sql.list(
                                "SELECT "
                                        + ChunkRow.COLUMNS
                                        + " FROM chunk c JOIN entity e ON e.seq = c.entity"
                                        + " WHERE c.id IN (SELECT value FROM json_each(?)) AND "
                                        + filter.sql(),
                                ChunkRow::of,
                                filter.between(List.of(ids))));
        Map<Long, ChunkRow> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId;
    }

    static MemoryHit hit(ChunkRow row, Passage passage, Scores scores) {
        return new MemoryHit(
                row.id(),
                row.entity(),
                row.topic(),
                row.kind(),
                row.sensitivity(),
                row.title(),
                row.path(),
                row.createdAt(),
                passage,
                row.passage().citation(),
                scores);
    }

    static String json(Collection<Long> ids) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        ids.forEach(array::add);
        return array.toString();
    }
}
