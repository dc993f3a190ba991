package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Page;
import dev.hqe.ui.internal.rows.PageSource;
import dev.hqe.ui.internal.rows.PagedRows;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The entities of a query, one page behind the other: a page is read behind the last entity of the
/// one before it, of which only that is kept. Thread-safe.
final class EntityPages implements PageSource<EntityRow> {

    private final EntityQuery query;
    private final Function<EntityQuery, Page> store;

    /// What to read page n behind; nothing for the first.
    private final Map<Integer, String> cursors = new ConcurrentHashMap<>();

    EntityPages(EntityQuery query, Function<EntityQuery, Page> store) {
        this.query = query;
        this.store = store;
    }

    /// The rows of a page that has been read.
    Chunk<EntityRow> chunk(int number, Page page) {
        page.next().ifPresent(next -> cursors.put(number + 1, next));
        return new Chunk<>(
                page.items().stream().map(EntityRow::of).toList(), page.next().isPresent());
    }

    @Override
    public Read<EntityRow> rows(int from, int to) {
        int number = from / PagedRows.PAGE;
        String cursor = cursors.get(number);
        EntityQuery wanted = cursor == null ? query : query.after(cursor);
        return () -> chunk(number, store.apply(wanted));
    }
}
