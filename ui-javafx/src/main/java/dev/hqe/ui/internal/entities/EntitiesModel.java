package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Page;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Inventory;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.rows.Chosen;
import dev.hqe.ui.internal.rows.PagedRows;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Lists entities by scope and words and reads the selected one. For the JavaFX thread; it never
/// blocks it.
public final class EntitiesModel {

    private final EntityStore store;
    private final Inventory inventory;
    private final FxDispatcher dispatcher;
    private final Delays delays;

    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.all());
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Listing> listing =
            new ReadOnlyObjectWrapper<>(new Listing.Loading());
    private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Chosen<Detail> detail;
    private final AtomicLong listings = new AtomicLong();

    public EntitiesModel(
            EntityStore store, Inventory inventory, FxDispatcher dispatcher, Delays delays) {
        this.store = store;
        this.inventory = inventory;
        this.dispatcher = dispatcher;
        this.delays = delays;
        this.detail = new Chosen<>("window-entity", dispatcher, new Detail.Nothing());
        scope.addListener((property, before, now) -> list(Duration.ZERO));
        words.addListener((property, before, now) -> list(delays.typing()));
        inventory.changes().addListener((property, before, now) -> changed());
        list(Duration.ZERO);
    }

    /// Something was stored or deleted. A list that is being looked at stays as it is, so that no
    /// row moves under the pointer; an empty one fills by itself.
    private void changed() {
        switch (listing.get()) {
            case Listing.Nothing _ -> list(delays.typing());
            case Listing.NoMatch _ -> list(delays.typing());
            case Listing.Failed _ -> {}
            case Listing.Loading _ -> {}
            case Listing.Rows _ -> outdated.set(true);
        }
    }

    /// Reads the list anew.
    public void reload() {
        list(Duration.ZERO);
    }

    /// Takes away the scope and the words.
    public void clear() {
        words.set("");
        scope.set(Scope.all());
    }

    private void list(Duration delay) {
        long number = listings.incrementAndGet();
        Scope wanted = scope.get();
        String typed = words.get().strip();
        Thread.ofVirtual()
                .name("window-entities")
                .start(() -> {
                    LockSupport.parkNanos(delay.toNanos());
                    if (listings.get() == number) {
                        read(number, wanted, typed);
                    }
                });
    }

    private void read(long number, Scope wanted, String typed) {
        EntityQuery query = wanted.query().text(typed);
        try {
            Page first = store.query(query);
            OptionalLong total =
                    first.next().isEmpty()
                            ? OptionalLong.of(first.items().size())
                            : OptionalLong.empty();
            post(number, () -> show(wanted, typed, query, first, total));
            if (total.isEmpty()) {
                OptionalLong counted = OptionalLong.of(store.count(query));
                post(number, () -> showTotal(counted));
            }
        } catch (RuntimeException e) { // the edge: shown to the person
            post(number, () -> listing.set(new Listing.Failed(messageOf(e))));
        }
    }

    private void post(long number, Runnable task) {
        dispatcher.post(() -> {
            if (listings.get() == number) {
                task.run();
            }
        });
    }

    private void show(
            Scope wanted, String typed, EntityQuery query, Page first, OptionalLong total) {
        outdated.set(false);
        problem.set("");
        boolean everything = wanted instanceof Scope.All && typed.isEmpty();
        if (!first.items().isEmpty()) {
            EntityPages pages = new EntityPages(query, store::query);
            PagedRows<EntityRow> rows =
                    PagedRows.from(
                            pages.chunk(0, first),
                            pages,
                            EntityRow.BLANKS,
                            dispatcher,
                            e -> problem.set(Texts.of("entities.problem", messageOf(e))));
            listing.set(new Listing.Rows(rows, wanted, typed, total));
        } else if (everything) {
            listing.set(new Listing.Nothing());
        } else {
            listing.set(new Listing.NoMatch(wanted, typed));
        }
    }

    private void showTotal(OptionalLong counted) {
        if (listing.get() instanceof Listing.Rows rows) {
            listing.set(new Listing.Rows(rows.rows(), rows.scope(), rows.words(), counted));
        }
    }

    /// Reads the entity of this row into the detail pane; null empties it.
    public void select(@Nullable EntityRow row) {
        if (row instanceof EntityRow.Loaded loaded) {
            detail.read(delays.selecting(), () -> detailOf(loaded.id()));
        } else {
            detail.clear();
        }
    }

    /// Reads this entity into the detail pane, whether or not the list has it.
    public void show(EntityId id) {
        detail.read(Duration.ZERO, () -> detailOf(id));
    }

    private Detail detailOf(EntityId id) {
        try {
            Optional<StoredEntity> found = store.get(id);
            if (found.isEmpty()) {
                return new Detail.Gone(id.value());
            }
            StoredEntity entity = found.get();
            return new Detail.Shown(entity, PrettyJson.of(entity.entity().data()));
        } catch (RuntimeException e) { // the edge: shown to the person
            return new Detail.Failed(messageOf(e));
        }
    }

    private static String messageOf(RuntimeException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    public Inventory inventory() {
        return inventory;
    }

    public ObjectProperty<Scope> scope() {
        return scope;
    }

    /// Words that each entity's title or text must have.
    public StringProperty words() {
        return words;
    }

    public ReadOnlyObjectProperty<Listing> listing() {
        return listing.getReadOnlyProperty();
    }

    /// Whether entities have changed since the list was read.
    public ReadOnlyBooleanProperty outdated() {
        return outdated.getReadOnlyProperty();
    }

    /// Why some rows of the list could not be read; empty if they could.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Detail> detail() {
        return detail.shown();
    }
}
