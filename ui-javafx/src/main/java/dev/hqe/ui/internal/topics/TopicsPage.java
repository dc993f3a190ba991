package dev.hqe.ui.internal.topics;

import dev.hqe.ui.internal.Buttons;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.EmptyState;
import dev.hqe.ui.internal.Icons;
import dev.hqe.ui.internal.Labels;
import dev.hqe.ui.internal.PageHeader;
import dev.hqe.ui.internal.PageView;
import dev.hqe.ui.internal.Place;
import dev.hqe.ui.internal.Texts;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Topics at the left, the selected one in full at the right.
public final class TopicsPage implements PageView {

    private final TopicsModel model;
    private final Desk desk;
    private final VBox root = new VBox();
    private final ListView<TopicItem> list;
    private final ScrollPane detail = new ScrollPane();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private boolean following;

    public TopicsPage(TopicsModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        Button rescan =
                Buttons.plain(
                        Texts.of("topics.rescan"),
                        Feather.REFRESH_CW,
                        () -> model.inventory().rescan());
        rescan.setId("rescan");
        list = new ListView<>(model.items());
        list.setId("topic-list");
        list.setFixedCellSize(44);
        list.setCellFactory(view -> new Cell());
        list.setAccessibleText(Texts.of("topics.title"));
        list.setMinWidth(232);
        list.setMaxWidth(380);
        detail.setFitToWidth(true);
        detail.getStyleClass().add("page-scroll");
        SplitPane split = new SplitPane(list, detail);
        split.setDividerPositions(0.23);
        SplitPane.setResizableWithParent(list, false);
        VBox.setVgrow(split, Priority.ALWAYS);
        root.getStyleClass().add("page");
        root.getChildren().addAll(new PageHeader(Place.TOPICS, fact, rescan), split);

        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> {
                    if (!following && now != null) {
                        model.selected().set(now);
                    }
                });
        model.selected().addListener((property, before, now) -> show(now));
        InvalidationListener count = observable -> count();
        model.items().addListener(count);
        model.inventory().counts().addListener((InvalidationListener) observable -> showDetail());
        count();
        show(model.selected().get());
    }

    private void count() {
        int broken = model.inventory().rejected().size();
        String loaded = Texts.count("topics.loaded", model.inventory().topics().size());
        fact.set(broken == 0 ? loaded : loaded + Texts.count("topics.broken", broken));
    }

    private void show(@Nullable TopicItem item) {
        following = true;
        try {
            list.getSelectionModel().select(item);
        } finally {
            following = false;
        }
        showDetail();
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
