package dev.hqe.memory.index;

import dev.hqe.kernel.store.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The words of chunks on their way into the full text, many in a statement: it is written out at
/// the end of each. For one transaction.
final class ChunkWords {

    private static final String INSERT =
            "INSERT INTO chunk_text (rowid, title, context, body) VALUES ";
    private static final int TOGETHER = 32;
    private static final String MANY =
            INSERT + String.join(", ", Collections.nCopies(TOGETHER, "(?, ?, ?, ?)"));
    private static final String ONE = INSERT + "(?, ?, ?, ?)";

    private final List<Object[]> rows = new ArrayList<>();

    void add(long chunk, String title, String context, String body) {
        rows.add(new Object[] {chunk, title, context, body});
    }

    void insert(Sql sql) throws SQLException {
        int from = 0;
        for (; from + TOGETHER <= rows.size(); from += TOGETHER) {
            List<Object[]> some = rows.subList(from, from + TOGETHER);
            sql.update(MANY, some.stream().flatMap(Arrays::stream).toArray());
        }
        for (Object[] row : rows.subList(from, rows.size())) {
            sql.update(ONE, row);
        }
    }
}
