package dev.hqe.ui.internal;

import dev.hqe.ui.Vitals;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.approvals.ApprovalsModel;
import dev.hqe.ui.internal.kept.Kept;
import dev.hqe.ui.internal.kept.WindowState.ThemeChoice;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteModel;
import dev.hqe.ui.internal.toast.Toasts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What the frame shows and what all pages share. For the JavaFX thread.
public final class ShellModel implements AutoCloseable {

    private static final Duration SEARCH_AFTER = Duration.ofMillis(120);
    private static final int MOST_BACK = 20;

    private final WindowParts parts;
    private final Kept kept;
    private final Inventory inventory;
    private final IngestModel ingest;
    private final ApprovalsModel approvals;
    private final Toasts toasts;
    private final PaletteModel palette;
    private final StatusModel status;
    private final Set<Place> places = EnumSet.of(Place.HOME);
    private final Deque<Place> behind = new ArrayDeque<>();
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.HOME);
    private final ReadOnlyObjectWrapper<@Nullable Target> wanted = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
    private Theme systemTheme = Theme.LIGHT;
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    /// A window that remembers nothing of the last one.
    public ShellModel(WindowParts parts, FxDispatcher dispatcher) {
        this(parts, dispatcher, Kept.inMemory());
    }

    public ShellModel(WindowParts parts, FxDispatcher dispatcher, Kept kept) {
        this.parts = parts;
        this.kept = kept;
        this.inventory = new Inventory(parts, dispatcher);
        this.ingest = new IngestModel(parts.ingestion(), inventory, dispatcher);
        this.approvals = new ApprovalsModel(parts.clock(), this::say);
        this.toasts = new Toasts(parts.clock());
        this.palette = new PaletteModel(dispatcher, kept, SEARCH_AFTER);
        this.status = new StatusModel(parts, dispatcher);
        ingest.state().addListener((property, before, now) -> tell(now));
        place.addListener((property, before, now) -> {
            kept.change(state -> state.page(now.room()));
            behind.push(before);
            if (behind.size() > MOST_BACK) {
                behind.removeLast();
            }
        });
        showTheme();
    }

    private void tell(IngestState now) {
        switch (now) {
            case IngestState.Idle _ -> {}
            case IngestState.Running _ -> {}
            case IngestState.Done done ->
                    say(
                            Texts.of(
                                    done.summary().cancelled()
                                            ? "status.cancelled"
                                            : "status.added",
                                    IngestState.nameOf(done.folder()),
                                    Texts.duration(done.took())));
            case IngestState.Failed failed ->
                    say(Texts.of("status.failed", IngestState.nameOf(failed.folder())));
        }
    }

    /// Shows a message in the status bar until the next one.
    public void say(String text) {
        message.set(text);
    }

    /// How many things wait for the person.
    public int waiting() {
        boolean failed = ingest.state().get() instanceof IngestState.Failed;
        return approvals.waiting().size() + inventory.rejected().size() + (failed ? 1 : 0);
    }

    public WindowParts parts() {
        return parts;
    }

    /// What the window remembers from one time to the next.
    public Kept kept() {
        return kept;
    }

    public Inventory inventory() {
        return inventory;
    }

    public IngestModel ingest() {
        return ingest;
    }

    /// Calls that wait for the person's word.
    public ApprovalsModel approvals() {
        return approvals;
    }

    /// Short words about what was done, with the way to take it back.
    public Toasts toasts() {
        return toasts;
    }

    public PaletteModel palette() {
        return palette;
    }

    ReadOnlyObjectProperty<Vitals.Reading> vitals() {
        return status.reading();
    }

    void places(Collection<Place> there) {
        places.addAll(there);
    }

    /// Whether there is a page.
    public boolean has(Place wantedPlace) {
        return places.contains(wantedPlace);
    }

    /// The page in front. Setting it goes there; there must be one.
    public ObjectProperty<Place> place() {
        return place;
    }

    /// Goes to the page of this and shows it there. Where there is no such page nothing happens:
    /// ask [#has] before offering it.
    public void open(Target target) {
        if (has(target.place())) {
            place.set(target.place());
            wanted.set(target);
            wanted.set(null);
        }
    }

    /// What is to be shown now; the frame hands it on.
    ReadOnlyObjectProperty<@Nullable Target> wanted() {
        return wanted.getReadOnlyProperty();
    }

    /// Goes to the page that was in front before; stays where there was none.
    ///
    /// @return whether there was one
    public boolean goBack() {
        Place before = behind.poll();
        if (before == null) {
            return false;
        }
        place.set(before);
        behind.poll(); // the way back is no way there
        return true;
    }

    /// What is shown. Follows [#choose] and [#systemTheme].
    public ObjectProperty<Theme> theme() {
        return theme;
    }

    /// The person's choice.
    public void choose(ThemeChoice choice) {
        kept.change(state -> state.theme(choice));
        showTheme();
    }

    /// From light to dark, or back.
    public void switchTheme() {
        choose(theme.get() == Theme.LIGHT ? ThemeChoice.DARK : ThemeChoice.LIGHT);
    }

    /// The desktop has this theme now.
    public void systemTheme(Theme now) {
        systemTheme = now;
        showTheme();
    }

    private void showTheme() {
        theme.set(
                switch (kept.state().theme()) {
                    case SYSTEM -> systemTheme;
                    case LIGHT -> Theme.LIGHT;
                    case DARK -> Theme.DARK;
                });
    }

    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /// The window has closed.
    @Override
    public void close() {
        palette.close();
        status.close();
    }
}
