package dev.hqe.ui.internal.rows;

import dev.hqe.ui.internal.FxDispatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// Rows that are read page by page as they are looked at.
///
/// The length is known from the start, and then any row can be jumped to, or it is not, and then
/// the list is as long as what has been read plus what lies before it, and looking near its end
/// reads on. Rows can come in before the first and behind the last. At most [#CACHED_PAGES] pages
/// are held, the least recently seen go first and are read again when they are scrolled back to. So
/// a list of a million holds some thousand rows, and scrolling never waits for a store.
///
/// For the JavaFX thread; pages are read on virtual threads.
///
/// @param <R> a row
public final class PagedRows<R> extends ObservableListBase<R> {

    public static final int PAGE = 100;
    public static final int CACHED_PAGES = 64;
    static final int READ_AHEAD = 2 * PAGE;
    private static final int MAX_PENDING = 8;
    private static final int MAX_REFUSED = 3;

    /// What stands in a row that is not there.
    ///
    /// @param pending for a row that is being read
    /// @param gone for a row that went away since the list was opened
    public record Blanks<R>(R pending, R gone) {}

    /// A page in memory.
    ///
    /// @param from position of its first row
    private record Held<R>(int from, List<R> rows) {

        boolean has(int position) {
            return position >= from && position < from + rows.size();
        }

        R at(int position) {
            return rows.get(position - from);
        }
    }

    private final PageSource<R> source;
    private final Blanks<R> blanks;
    private final FxDispatcher dispatcher;
    private final Consumer<RuntimeException> onFailure;
    private final Map<Integer, Held<R>> pages = new LinkedHashMap<>(CACHED_PAGES * 2, 0.75f, true);
    private final Set<Integer> pending = new LinkedHashSet<>();
    private final Set<Integer> refused = new LinkedHashSet<>();

    /// Position of the first row: 0 or below.
    private int first;

    /// Position behind the last.
    private int end;

    private boolean complete;

    private PagedRows(
            PageSource<R> source,
            Blanks<R> blanks,
            FxDispatcher dispatcher,
            Consumer<RuntimeException> onFailure) {
        this.source = source;
        this.blanks = blanks;
        this.dispatcher = dispatcher;
        this.onFailure = onFailure;
    }

    /// A list whose end is not known.
    ///
    /// @param first its first page, already read
    /// @param onFailure is told when a further page cannot be read
    public static <R> PagedRows<R> from(
            PageSource.Chunk<R> first,
            PageSource<R> source,
            Blanks<R> blanks,
            FxDispatcher dispatcher,
            Consumer<RuntimeException> onFailure) {
        PagedRows<R> rows = new PagedRows<>(source, blanks, dispatcher, onFailure);
        rows.append(first);
        return rows;
    }

    /// A list of that many rows.
    ///
    /// @param onFailure is told when a page cannot be read
    public static <R> PagedRows<R> of(
            int size,
            PageSource<R> source,
            Blanks<R> blanks,
            FxDispatcher dispatcher,
            Consumer<RuntimeException> onFailure) {
        PagedRows<R> rows = new PagedRows<>(source, blanks, dispatcher, onFailure);
        rows.end = size;
        rows.complete = true;
        return rows;
    }

    @Override
    public int size() {
        return end - first;
    }

    /// Whether the length is known.
    public boolean complete() {
        return complete;
    }

    int cachedPages() {
        return pages.size();
    }

    /// So many rows have come in before the first.
    public void addBefore(int count) {
        if (count > 0) {
            beginChange();
            first -= count;
            nextAdd(0, count);
            endChange();
        }
    }

    /// So many rows have come in behind the last.
    public void addBehind(int count) {
        if (count > 0) {
            beginChange();
            int from = size();
            end += count;
            nextAdd(from, size());
            endChange();
        }
    }

    @Override
    public R get(int index) {
        Objects.checkIndex(index, size());
        if (!complete && index >= size() - READ_AHEAD) {
            request(end / PAGE);
        }
        int position = first + index;
        int number = Math.floorDiv(position, PAGE);
        Held<R> page = pages.get(number);
        if (page == null || !page.has(position)) {
            request(number);
            return blanks.pending();
        }
        return page.at(position);
    }

    /// Looks at the rows in memory only: asking for every row would read the whole store.
    @Override
    public int indexOf(@Nullable Object row) {
        for (Held<R> page : pages.values()) {
            int index = page.rows().indexOf(row);
            if (index >= 0) {
                return page.from() + index - first;
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
        int from = Math.max(first, number * PAGE);
        int to = complete ? Math.min(end, (number + 1) * PAGE) : (number + 1) * PAGE;
        PageSource.Read<R> read = source.rows(from, to);
        Thread.ofVirtual().name("window-page").start(() -> read(number, from, to, read));
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

    private void read(int number, int from, int to, PageSource.Read<R> read) {
        try {
            PageSource.Chunk<R> chunk = read.run();
            dispatcher.post(() -> land(number, from, to, chunk));
        } catch (RuntimeException e) { // the edge: shown to the person
            dispatcher.post(() -> {
                pending.remove(number);
                onFailure.accept(e);
            });
        }
    }

    private void land(int number, int from, int to, PageSource.Chunk<R> chunk) {
        pending.remove(number);
        List<Integer> askAgain = List.copyOf(refused);
        refused.clear();
        beginChange();
        try {
            if (from == end && !complete) {
                int before = size();
                append(chunk);
                if (size() > before) {
                    nextAdd(before, size());
                }
            } else {
                replace(number, from, to, chunk.rows());
            }
            askAgain.forEach(this::update);
        } finally {
            endChange();
        }
    }

    private void append(PageSource.Chunk<R> chunk) {
        keep(end / PAGE, new Held<>(end, chunk.rows()));
        end += chunk.rows().size();
        complete = !chunk.more();
    }

    private void replace(int number, int from, int to, List<R> read) {
        List<R> rows = new ArrayList<>(read);
        while (from + rows.size() < Math.min(to, end)) {
            rows.add(blanks.gone());
        }
        keep(number, new Held<>(from, rows));
        update(number);
    }

    private void update(int number) {
        int to = Math.min(end, (number + 1) * PAGE);
        for (int position = Math.max(first, number * PAGE); position < to; position++) {
            nextUpdate(position - first);
        }
    }

    private void keep(int number, Held<R> page) {
        pages.put(number, page);
        if (pages.size() > CACHED_PAGES) {
            pages.remove(pages.keySet().iterator().next());
        }
    }
}
