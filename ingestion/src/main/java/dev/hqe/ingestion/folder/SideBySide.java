package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.internal.Utf8Order;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is stored of the files of a folder, read side by side with a walk through it:
/// both come in the order of the paths' UTF-8 bytes, so one page at a time is enough.
///
/// For one thread.
///
/// @param <T> what is stored of a file
final class SideBySide<T> {

    /// Comes behind every name that a file can have.
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    private final Function<String, List<T>> pages;
    private final Function<T, String> pathOf;
    private final Consumer<T> gone;
    private final RunState state;
    private List<T> page = List.of();
    private Iterator<T> rest = page.iterator();
    private @Nullable T at;
    private boolean over;

    /// @param pages what is stored behind a path, as much at once as is handy; empty at the end
    /// @param gone hears of everything that the walk has passed without naming its file
    /// @param state once it is stopped, nothing more is read, as if nothing more were stored
    SideBySide(
            Function<String, List<T>> pages,
            Function<T, String> pathOf,
            Consumer<T> gone,
            RunState state) {
        this.pages = pages;
        this.pathOf = pathOf;
        this.gone = gone;
        this.state = state;
        open("");
    }

    /// What is stored of a file or folder. Paths must come in order.
    Optional<T> take(String path) {
        passTo(path);
        T here = at;
        if (here == null || !pathOf.apply(here).equals(path)) {
            return Optional.empty();
        }
        advance();
        return Optional.of(here);
    }

    /// Passes over what is below a folder without calling it gone.
    ///
    /// @param folder ends in a slash
    void keepBelow(String folder) {
        passTo(folder);
        for (T here = at; here != null && pathOf.apply(here).startsWith(folder); here = at) {
            if (!rest.hasNext()) { // a page that is all kept is not the last that is
                open(folder + BEHIND_ALL);
            } else {
                advance();
            }
        }
    }

    /// The walk is at its end.
    void end() {
        for (T here = at; here != null; here = at) {
            gone.accept(here);
            advance();
        }
    }

    private void passTo(String path) {
        for (T here = at; here != null; here = at) {
            if (Utf8Order.INSTANCE.compare(pathOf.apply(here), path) >= 0) {
                return;
            }
            gone.accept(here);
            advance();
        }
    }

    private void advance() {
        if (state.stopped() || over) {
            at = null;
        } else if (rest.hasNext()) {
            at = rest.next();
        } else {
            open(page.isEmpty() ? "" : pathOf.apply(page.getLast()));
        }
    }

    private void open(String after) {
        page = state.stopped() ? List.of() : pages.apply(after);
        rest = page.iterator();
        over = page.isEmpty();
        at = rest.hasNext() ? rest.next() : null;
    }
}
