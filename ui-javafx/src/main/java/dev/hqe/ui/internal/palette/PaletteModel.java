package dev.hqe.ui.internal.palette;

import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.kept.Kept;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the palette shows for what was typed. Listed things are matched on one virtual thread, each
/// search runs on its own; typing on makes what is on its way worthless, and interrupts it. For the
/// JavaFX thread.
public final class PaletteModel {

    private static final Logger LOG = System.getLogger(PaletteModel.class.getName());
    private static final int MOST_CHARS = 200;

    private final FxDispatcher dispatcher;
    private final Kept kept;
    private final Duration searchAfter;
    private final List<PaletteSource> sources = new ArrayList<>();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Section>> only =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper(-1);

    private final AtomicLong asked = new AtomicLong();
    private final Map<Section, List<Row.Item>> found = new EnumMap<>(Section.class);
    private final List<Thread> searching = new ArrayList<>();
    private long shown;
    private boolean moved;
    private @Nullable Runnable whenShown;

    /// @param searchAfter how long typing pauses before anybody searches
    public PaletteModel(FxDispatcher dispatcher, Kept kept, Duration searchAfter) {
        this.dispatcher = dispatcher;
        this.kept = kept;
        this.searchAfter = searchAfter;
        words.addListener((property, before, now) -> {
            if (open.get()) {
                ask();
            }
        });
    }

    public void add(PaletteSource source) {
        sources.add(source);
    }

    /// Opens it with nothing typed.
    public void open() {
        only.set(Optional.empty());
        words.set("");
        if (!open.get()) {
            open.set(true);
            ask();
        }
    }

    public void close() {
        stopSearching();
        asked.incrementAndGet();
        whenShown = null;
        open.set(false);
    }

    private void ask() {
        stopSearching();
        long number = asked.incrementAndGet();
        moved = false;
        whenShown = null;
        String typed = words.get().strip();
        String wanted = typed.substring(0, Math.min(typed.length(), MOST_CHARS));
        Optional<Section> within = only.get();
        Map<Section, List<PaletteEntry>> listed = new EnumMap<>(Section.class);
        for (PaletteSource source : sources) {
            if (source instanceof PaletteSource.Listed(Section section, var entries)) {
                listed.computeIfAbsent(section, key -> new ArrayList<>()).addAll(entries.get());
            }
        }
        Ranking ranking = new Ranking(listed, kept.state().recent());
        Thread.ofVirtual()
                .name("window-palette")
                .start(() -> {
                    Map<Section, List<Row.Item>> fits = ranking.of(wanted, within);
                    dispatcher.post(() -> begin(number, fits));
                });
        if (!wanted.isEmpty()) {
            for (PaletteSource source : sources) {
                if (source instanceof PaletteSource.Searched searched
                        && (within.isEmpty() || within.get() == searched.section())) {
                    search(number, searched, wanted, within.isPresent());
                }
            }
        }
    }

    private void search(long number, PaletteSource.Searched source, String wanted, boolean alone) {
        int most = alone ? Ranking.MOST_ALONE : Ranking.MOST_OF_ONE;
        searching.add(
                Thread.ofVirtual()
                        .name("window-palette-search")
                        .start(() -> {
                            LockSupport.parkNanos(searchAfter.toNanos());
                            if (asked.get() != number) {
                                return;
                            }
                            List<Row.Item> items = find(source, wanted, most);
                            dispatcher.post(() -> add(number, source.section(), items));
                        }));
    }

    private static List<Row.Item> find(PaletteSource.Searched source, String wanted, int most) {
        try {
            return source.search().find(wanted, most).stream()
                    .limit(most)
                    .map(entry -> Ranking.found(source.section(), entry, wanted))
                    .toList();
        } catch (InterruptedException e) {
            LOG.log(Level.TRACE, "somebody typed on");
            return List.of();
        } catch (RuntimeException e) { // the edge: the other sources go on
            LOG.log(Level.DEBUG, "a search of the palette failed", e);
            return List.of();
        }
    }

    private void stopSearching() {
        searching.forEach(Thread::interrupt);
        searching.clear();
    }

    private void begin(long number, Map<Section, List<Row.Item>> fits) {
        if (asked.get() != number) {
            return;
        }
        Map<Section, List<Row.Item>> searched = shown == number ? Map.copyOf(found) : Map.of();
        shown = number;
        found.clear();
        found.putAll(fits);
        searched.forEach(this::join);
        show();
        Runnable then = whenShown;
        whenShown = null;
        if (then != null) {
            then.run();
        }
    }

    private void add(long number, Section section, List<Row.Item> items) {
        if (asked.get() != number || items.isEmpty()) {
            return;
        }
        if (shown != number) { // faster than the listed ones
            found.clear();
            shown = number;
        }
        join(section, items);
        show();
    }

    private void join(Section section, List<Row.Item> items) {
        List<Row.Item> all = new ArrayList<>(found.getOrDefault(section, List.of()));
        all.addAll(items);
        found.put(section, all);
    }

    /// What the person has moved to stays selected; else the first is.
    private void show() {
        Row before = moved ? row(selected.get()) : null;
        List<Row> now = new ArrayList<>();
        found.forEach((section, items) -> {
            now.add(new Row.Head(section));
            now.addAll(items);
        });
        selected.set(-1); // so that whoever shows it hears of the same number again
        rows.setAll(now);
        int at = before instanceof Row.Item item ? indexOf(item.entry().id()) : -1;
        selected.set(at >= 0 ? at : next(-1, 1));
    }

    private int indexOf(String id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Row.Item item && item.entry().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Row row(int index) {
        return index >= 0 && index < rows.size() ? rows.get(index) : null;
    }

    private int next(int from, int step) {
        int at = from + step;
        while (at >= 0 && at < rows.size() && rows.get(at) instanceof Row.Head) {
            at += step;
        }
        return at >= 0 && at < rows.size() ? at : from;
    }

    /// Moves the selection so many rows down, or up where it is negative.
    public void move(int by) {
        moved = true;
        int at = selected.get();
        for (int i = 0; i < Math.abs(by); i++) {
            at = next(at, Integer.signum(by));
        }
        selected.set(at);
    }

    /// Selects this row, unless it is a heading.
    public void select(int index) {
        if (row(index) instanceof Row.Item) {
            moved = true;
            selected.set(index);
        }
    }

    /// Looks in the next section alone, after the last one in all again.
    public void narrow(int by) {
        List<Optional<Section>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        sources.stream()
                .map(PaletteSource::section)
                .distinct()
                .sorted()
                .forEach(section -> choices.add(Optional.of(section)));
        int at = Math.floorMod(choices.indexOf(only.get()) + by, choices.size());
        only.set(choices.get(at));
        ask();
    }

    /// Does what is selected, and closes. Where what was typed last is not looked up yet, does so
    /// with the first that fits.
    public void run() {
        if (shown != asked.get()) {
            whenShown = this::run;
            return;
        }
        if (row(selected.get()) instanceof Row.Item item) {
            run(item.entry());
        }
    }

    /// Does this, and closes.
    public void run(PaletteEntry entry) {
        close();
        kept.change(state -> state.chosen(entry.id()));
        entry.run().run();
    }

    public ReadOnlyBooleanProperty isOpen() {
        return open.getReadOnlyProperty();
    }

    /// What is typed.
    public StringProperty words() {
        return words;
    }

    /// The one section that is looked in; empty for all.
    public ReadOnlyObjectProperty<Optional<Section>> only() {
        return only.getReadOnlyProperty();
    }

    public ObservableList<Row> rows() {
        return rows;
    }

    /// The row that Enter takes; -1 while there is none.
    public ReadOnlyIntegerProperty selected() {
        return selected.getReadOnlyProperty();
    }

    /// Whether what is shown is for what was typed last.
    public boolean isSettled() {
        return shown == asked.get();
    }
}
