package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Page;
import dev.hqe.ui.internal.FxDispatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// The rows of a query, read page by page as they are looked at.
///
/// The list is as long as what has been read plus what lies before it; looking near its end reads
/// on. At most [#CACHED_PAGES] pages are held, the least recently seen go first, and for a page
/// that went only its cursor is kept, to read it again when it is scrolled back to. So a list of a
/// million entities holds some thousand rows, and scrolling never waits for the store.
///
/// For the JavaFX thread; pages are read on virtual threads.
public final class PagedRows extends ObservableListBase<EntityRow> {

    public static final int PAGE = 100;
    static final int CACHED_PAGES = 64;
    static final int READ_AHEAD = 2 * PAGE;
    private static final EntityRow PENDING = new EntityRow.Pending();
    private static final EntityRow GONE = new EntityRow.Gone();
    private static final int MAX_PENDING = 8;
    private static final int MAX_REFUSED = 3;

    private final EntityQuery query;
    private final Function<EntityQuery, Page> store;
    private final FxDispatcher dispatcher;
    private final Consumer<RuntimeException> onFailure;

    /// What to read page n behind; null for the first.
    private final List<@Nullable String> cursors = new ArrayList<>();

    private final Map<Integer, List<EntityRow>> pages =
            new LinkedHashMap<>(CACHED_PAGES * 2, 0.75f, true);
    private final Set<Integer> pending = new LinkedHashSet<>();
    private final Set<Integer> refused = new LinkedHashSet<>();
    private int size;
    private boolean complete;

    /// @param first the first page of the query, already read
    /// @param onFailure is told when a further page cannot be read
    PagedRows(
            EntityQuery query,
            Page first,
            Function<EntityQuery, Page> store,
            FxDispatcher dispatcher,
            Consumer<RuntimeException> onFailure) {
        this.query = query;
        this.store = store;
        this.dispatcher = dispatcher;
        this.onFailure = onFailure;
        cursors.add(null);
        append(first);
    }

    @Override
    public int size() {
        return size;
    }

    /// Whether the end of the query has been reached.
    public boolean complete() {
        return complete;
    }

    int cachedPages() {
        return pages.size();
    }

    @Override
    public EntityRow get(int index) {
        Objects.checkIndex(index, size);
        if (!complete && index >= size - READ_AHEAD) {
            request(cursors.size() - 1);
        }
        List<EntityRow> page = pages.get(index / PAGE);
        if (page == null) {
            request(index / PAGE);
            return PENDING;
        }
        return page.get(index % PAGE);
    }

    /// Looks at the rows in memory only: asking for every row would read the whole store.
    @Override
    public int indexOf(@Nullable Object row) {
        for (Map.Entry<Integer, List<EntityRow>> page : pages.entrySet()) {
            int index = page.getValue().indexOf(row);
            if (index >= 0) {
                return page.getKey() * PAGE + index;
            }
        }
        return -1;
    }

    @Override
    public int lastIndexOf(@Nullable Object row) {
        return indexOf(row);
    }

    @Override
    public boolean contains(@Nullable Object row) {
        return indexOf(row) >= 0;
    }

    /// Is the same list only as itself: comparing rows would read the whole store.
    @Override
    @SuppressWarnings("ReferenceEquality") // that is the point
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private void request(int number) {
        if (pending.contains(number)) {
            return;
        }
        if (pending.size() >= MAX_PENDING) {
            refuse(number);
            return;
        }
        pending.add(number);
        String cursor = cursors.get(number);
        EntityQuery wanted = cursor == null ? query : query.after(cursor);
        Thread.ofVirtual().name("window-page").start(() -> read(number, wanted));
    }

    /// A fast drag passes by many pages. Those it stops at are the last ones refused; they are
    /// asked for again when there is room.
    private void refuse(int number) {
        refused.remove(number);
        refused.add(number);
        if (refused.size() > MAX_REFUSED) {
            refused.remove(refused.iterator().next());
        }
    }

    private void read(int number, EntityQuery wanted) {
        try {
            Page page = store.apply(wanted);
            dispatcher.post(() -> land(number, page));
        } catch (RuntimeException e) { // the edge: shown to the person
            dispatcher.post(() -> {
                pending.remove(number);
                onFailure.accept(e);
            });
        }
    }

    private void land(int number, Page page) {
        pending.remove(number);
        List<Integer> askAgain = List.copyOf(refused);
        refused.clear();
        beginChange();
        try {
            if (number == cursors.size() - 1 && !complete) {
                int from = size;
                append(page);
                nextAdd(from, size);
            } else {
                replace(number, page);
            }
            askAgain.stream()
                    .filter(again -> again * PAGE < size)
                    .forEach(again -> update(again, Math.min(PAGE, size - again * PAGE)));
        } finally {
            endChange();
        }
    }

    private void append(Page page) {
        keep(cursors.size() - 1, rows(page));
        size += page.items().size();
        page.next().ifPresentOrElse(cursors::add, () -> complete = true);
    }

    private void replace(int number, Page page) {
        int length = Math.min(PAGE, size - number * PAGE);
        List<EntityRow> rows = new ArrayList<>(rows(page));
        while (rows.size() < length) {
            rows.add(GONE);
        }
        keep(number, rows);
        update(number, length);
    }

    private void update(int number, int length) {
        for (int i = 0; i < length; i++) {
            nextUpdate(number * PAGE + i);
        }
    }

    private void keep(int number, List<EntityRow> rows) {
        pages.put(number, rows);
        if (pages.size() > CACHED_PAGES) {
            pages.remove(pages.keySet().iterator().next());
        }
    }

    private static List<EntityRow> rows(Page page) {
        return page.items().stream().map(EntityRow::of).toList();
    }
}
