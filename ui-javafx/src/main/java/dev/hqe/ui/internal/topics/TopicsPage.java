package dev.hqe.ui.internal.topics;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteSource;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.PageHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Topics at the left, the selected one in full at the right.
public final class TopicsPage implements Page {

    private final TopicsModel model;
    private final Desk desk;
    private final ShellModel shell;
    private final Action rescan;
    private final Columns columns;
    private final ReadOnlyIntegerWrapper broken = new ReadOnlyIntegerWrapper();
    private final VBox root = new VBox();
    private final ListView<TopicItem> list;
    private final ScrollPane detail = new ScrollPane();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private boolean following;

    /// Every workbench has Topics.
    public static Optional<Page> make(Frame frame) {
        TopicsModel model = new TopicsModel(frame.model().inventory());
        return Optional.of(new TopicsPage(model, frame));
    }

    private TopicsPage(TopicsModel model, Frame frame) {
        Desk desk = frame.desk();
        this.model = model;
        this.shell = frame.model();
        this.desk = desk;
        rescan =
                Action.of(
                                "topics.rescan",
                                Texts.of("topics.rescan"),
                                Feather.REFRESH_CW,
                                () -> model.inventory().rescan())
                        .on(Keys.shortcutShift(KeyCode.R));
        list = new ListView<>(model.items());
        list.setId("topic-list");
        list.getStyleClass().add("two-lines");
        list.setCellFactory(view -> new Cell());
        list.setAccessibleText(Place.TOPICS.title());
        detail.setFitToWidth(true);
        detail.getStyleClass().add("page-scroll");
        columns = Columns.two(frame.kept(), "topics", list, detail, 0.23);
        VBox.setVgrow(columns, Priority.ALWAYS);
        root.getStyleClass().add("page");
        root.getChildren().addAll(new PageHeader(Place.TOPICS, fact, Buttons.of(rescan)), columns);

        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> {
                    if (!following && now != null) {
                        model.selected().set(now);
                    }
                });
        model.selected().addListener((property, before, now) -> show(now));
        InvalidationListener count =
                observable -> {
                    count();
                    select(model.selected().get()); // new rows, so the list has forgotten it
                };
        model.items().addListener(count);
        model.inventory().counts().addListener((InvalidationListener) observable -> showDetail());
        count();
        show(model.selected().get());
    }

    private void count() {
        int rejected = model.inventory().rejected().size();
        broken.set(rejected);
        String loaded = Texts.count("topics.loaded", model.inventory().topics().size());
        fact.set(rejected == 0 ? loaded : loaded + Texts.count("topics.broken", rejected));
    }

    private void show(@Nullable TopicItem item) {
        select(item);
        showDetail();
    }

    private void select(@Nullable TopicItem item) {
        following = true;
        try {
            list.getSelectionModel().select(item);
        } finally {
            following = false;
        }
    }

    private void showDetail() {
        TopicItem item = model.selected().get();
        Node content =
                switch (item) {
                    case null ->
                            new EmptyState(
                                    Feather.LAYERS,
                                    Texts.of("topics.none"),
                                    Texts.of("topics.none.how"));
                    case TopicItem.Loaded loaded ->
                            new TopicDetail(loaded, model.inventory().counts(), desk);
                    case TopicItem.Broken broken ->
                            new BrokenTopicDetail(
                                    broken.rejected(), desk, () -> model.inventory().rescan());
                };
        detail.setContent(content);
    }

    @Override
    public Place place() {
        return Place.TOPICS;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void shown() {
        list.requestFocus();
    }

    @Override
    public void open(Target target) {
        switch (target) {
            case Target.OfTopic(TopicId id) -> model.select(id);
            case Target.OfTopicFolder(Path folder) -> model.select(folder);
            default -> {} // stands on another page
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(rescan);
    }

    @Override
    public List<PaletteSource> palette() {
        return new TopicEntries(shell, model).sources();
    }

    @Override
    public List<Node> panes() {
        return columns.panes();
    }

    @Override
    public ObservableIntegerValue waiting() {
        return broken;
    }

    private static final class Cell extends ListCell<TopicItem> {

        @Override
        protected void updateItem(@Nullable TopicItem item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(null);
            if (item == null || empty) {
                setAccessibleText("");
                return;
            }
            boolean broken = item instanceof TopicItem.Broken;
            String second =
                    switch (item) {
                        case TopicItem.Loaded loaded ->
                                loaded.topic().id() + " " + loaded.topic().manifest().version();
                        case TopicItem.Broken _ -> Texts.of("topics.notLoaded");
                    };
            VBox words =
                    new VBox(
                            Labels.cut(item.name(), "t-name"),
                            Labels.cut(
                                    second,
                                    broken ? "t-small" : "t-mono-s",
                                    broken ? "danger" : "muted"));
            words.getStyleClass().add("words");
            HBox row =
                    new HBox(
                            Icons.line(
                                    broken ? Feather.ALERT_CIRCLE : Feather.LAYERS,
                                    broken ? "danger" : "muted"),
                            words);
            row.getStyleClass().add("list-row");
            setGraphic(row);
            setAccessibleText(item.name() + ", " + second);
        }
    }
}
