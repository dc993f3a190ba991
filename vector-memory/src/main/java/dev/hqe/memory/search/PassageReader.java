package dev.hqe.memory.search;

import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.store.Database;
import dev.hqe.memory.Citation;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.Passage;
import dev.hqe.memory.index.EntityText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Reads text of entities by its place, always out of the entity itself. Thread-safe.
public final class PassageReader {

    /// Most bytes of one passage.
    public static final int MAX_BYTES = 64 << 10;

    private record Span(int startByte, int endByte, int page, String context) {}

    private final Database database;
    private final EntityStore entities;

    public PassageReader(Database database, EntityStore entities) {
        this.database = database;
        this.entities = entities;
    }

    /// A chunk with those around it; empty if its entity has changed since the row was read.
    Optional<Passage> around(ChunkRow row, int neighbours) {
        if (neighbours == 0) {
            return Optional.of(row.passage());
        }
        Citation found = row.passage().citation();
        return entities.get(row.entity())
                .filter(entity -> entity.version() == row.version())
                .map(entity -> passage(entity, found, neighbours));
    }

    /// What a citation cites, with the chunks around it. A range that begins or ends inside a
    /// character is widened to the whole of it.
    ///
    /// @param entity that is cited
    /// @param neighbours chunks on either side
    /// @throws MemoryException if the entity has no such text any more
    public Passage passage(StoredEntity entity, Citation citation, int neighbours) {
        EntityText text = EntityText.of(entity.entity().data());
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        if (text.of() != citation.of() || citation.endByte() > bytes.length) {
            throw new MemoryException(
                    "entity '"
                            + entity.id()
                            + "' has changed: "
                            + citation
                            + " is not a part of its text any more. Search again.");
        }
        List<Span> spans = spans(citation, neighbours);
        int start = citation.startByte();
        int end = citation.endByte();
        for (Span span : neighbours == 0 ? List.<Span>of() : spans) {
            start = Math.min(start, span.startByte());
            end = Math.clamp(span.endByte(), end, bytes.length);
        }
        start = begin(bytes, start);
        end = end(bytes, end);
        if (end - start > MAX_BYTES) {
            throw new MemoryException(
                    citation
                            + " with its neighbours has "
                            + (end - start)
                            + " bytes; the limit is "
                            + MAX_BYTES
                            + ". Ask for fewer neighbours or a shorter range.");
        }
        int firstLine = 1 + lines(bytes, 0, start);
        String context = spans.isEmpty() ? "" : spans.getFirst().context();
        return new Passage(
                new Citation(citation.entity(), citation.of(), start, end),
                new String(bytes, start, end - start, StandardCharsets.UTF_8),
                context.isEmpty() ? List.of() : context.lines().toList(),
                firstLine,
                firstLine + lines(bytes, start, Math.max(start, end - 1)),
                spans.isEmpty() ? 0 : spans.getFirst().page());
    }

    /// The chunks that the citation touches and so many before and behind them, in their order.
    private List<Span> spans(Citation citation, int neighbours) {
        return database.read(sql ->
                sql.list(
                        """
                        WITH touched AS (
                            SELECT c.entity, min(c.ordinal) AS low, max(c.ordinal) AS high
                            FROM chunk c JOIN entity e ON e.seq = c.entity
                            WHERE e.id = ? AND c.start_byte < ? AND c.end_byte > ?
                                AND c.source = ?
                                AND NOT EXISTS (SELECT 1 FROM chunk_pending p
                                    WHERE p.entity = c.entity AND p.changed = 1)
                            GROUP BY c.entity)
                        SELECT c.start_byte, c.end_byte, c.page, c.context
                        FROM touched t JOIN chunk c ON c.entity = t.entity
                            AND c.ordinal BETWEEN t.low - ? AND t.high + ?
                        ORDER BY c.ordinal LIMIT 10000
                        """,
                        row ->
                                new Span(
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getInt(3),
                                        row.getString(4)),
                        citation.entity().value(),
                        citation.endByte(),
                        citation.startByte(),
                        citation.of().name(),
                        neighbours,
                        neighbours));
    }

    /// The start of the character that a byte belongs to.
    private static int begin(byte[] bytes, int at) {
        int start = at;
        while (start > 0 && start < bytes.length && isInside(bytes[start])) {
            start--;
        }
        return start;
    }

    private static int end(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && isInside(bytes[end])) {
            end++;
        }
        return end;
    }

    private static boolean isInside(byte one) {
        return (one & 0xC0) == 0x80;
    }

    private static int lines(byte[] bytes, int from, int to) {
        int lines = 0;
        for (int i = from; i < to; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
