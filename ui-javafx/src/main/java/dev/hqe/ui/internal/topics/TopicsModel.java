package dev.hqe.ui.internal.topics;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.ui.internal.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The list of Topics, the broken folders first, and which of them is selected. A Topic that is
/// read anew stays selected: folders are compared, not objects. For the JavaFX thread.
public final class TopicsModel {

    private final Inventory inventory;
    private final ObservableList<TopicItem> items = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable TopicItem> selected = new SimpleObjectProperty<>();

    public TopicsModel(Inventory inventory) {
        this.inventory = inventory;
        InvalidationListener again = observable -> arrange();
        inventory.topics().addListener(again);
        inventory.rejected().addListener(again);
        arrange();
    }

    private void arrange() {
        TopicItem before = selected.get();
        List<TopicItem> now = new ArrayList<>();
        inventory.rejected().forEach(rejected -> now.add(new TopicItem.Broken(rejected)));
        inventory
                .topics()
                .forEach(topic -> now.add(new TopicItem.Loaded(topic, inventory.folderOf(topic))));
        items.setAll(now);
        select(before == null ? (Path) null : before.folder());
    }

    /// Selects the Topic of this folder, or the first where there is none.
    public void select(@Nullable Path folder) {
        selected.set(
                items.stream()
                        .filter(item -> Objects.equals(item.folder(), folder))
                        .findFirst()
                        .orElse(items.isEmpty() ? null : items.getFirst()));
    }

    /// Selects this Topic; where it is not loaded, the first.
    public void select(TopicId id) {
        select(
                items.stream()
                        .filter(item ->
                                item instanceof TopicItem.Loaded loaded
                                        && loaded.topic().id().equals(id))
                        .map(TopicItem::folder)
                        .findFirst()
                        .orElse(null));
    }

    public Inventory inventory() {
        return inventory;
    }

    public ObservableList<TopicItem> items() {
        return items;
    }

    public ObjectProperty<@Nullable TopicItem> selected() {
        return selected;
    }
}
