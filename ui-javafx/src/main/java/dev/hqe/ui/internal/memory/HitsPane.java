package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryState;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Loading;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The hits, or why there are none.
final class HitsPane extends VBox {

    private final MemoryModel model;
    private final Deeds deeds;
    private final ListView<Found> list = new ListView<>();
    private final StackPane middle = new StackPane();
    private final Loading outline = new Loading(Texts.of("memory.searching"));
    private final HBox foot = new HBox();
    private final Label count = Labels.of("", "t-small", "muted");
    private BestHit best = new BestHit(0, 0);
    private boolean following;

    /// What it leads to.
    interface Deeds {

        /// Opens the source of the chosen hit.
        void open(Found found);

        /// Back into the field.
        void toField();

        /// The words that the filters say.
        String filters();

        void addFolder();

        void showMap();
    }

    HitsPane(MemoryModel model, TopicNames topics, Deeds deeds) {
        this.model = model;
        this.deeds = deeds;
        list.setId("memory-hits");
        list.getStyleClass().add("hits");
        list.setAccessibleText(Texts.of("memory.hits.name"));
        HitCell.Hits hits = new HitCell.Hits(topics, model.explained(), () -> best, deeds::open);
        list.setCellFactory(any -> new HitCell(hits));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> {
                    if (!following && now != null) {
                        model.choose(now);
                    }
                });
        VBox.setVgrow(middle, Priority.ALWAYS);
        foot.getChildren()
                .addAll(
                        Chips.key("↓"),
                        Chips.key("↑"),
                        Labels.of(Texts.of("memory.key.move"), "t-small", "muted"),
                        Chips.key("Enter"),
                        Labels.of(Texts.of("memory.key.open"), "t-small", "muted"),
                        Chips.key("Ctrl C"),
                        Labels.of(Texts.of("memory.key.copy"), "t-small", "muted"),
                        Labels.space(),
                        count);
        foot.getStyleClass().add("hits-foot");
        foot.setMinWidth(0);
        getChildren().addAll(middle, foot);
        model.listing().addListener((property, before, now) -> show(now));
        model.state()
                .addListener((property, before, now) -> {
                    if (model.listing().get() instanceof Listing.Unasked) {
                        show(model.listing().get());
                    }
                });
        model.chosen().addListener((property, before, now) -> follow());
        show(model.listing().get());
    }

    ListView<Found> list() {
        return list;
    }

    /// From the field into the list.
    void enter() {
        if (!list.getItems().isEmpty()) {
            follow();
            list.requestFocus();
        }
    }

    private void key(KeyEvent event) {
        Found chosen = list.getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown() && chosen != null) {
            deeds.open(chosen);
            event.consume();
        } else if (event.getCode() == KeyCode.UP
                && list.getSelectionModel().getSelectedIndex() <= 0) {
            deeds.toField();
            event.consume();
        }
    }

    private void show(Listing listing) {
        Node node =
                switch (listing) {
                    case Listing.Unasked _ -> unasked();
                    case Listing.Searching _ -> outline.starting();
                    case Listing.NoHits none -> noHits(none.asked());
                    case Listing.Failed(String message) ->
                            new ErrorState(
                                    Texts.of("memory.failed"),
                                    message,
                                    Buttons.filled(
                                            Texts.of("memory.again"),
                                            Feather.REFRESH_CW,
                                            model::again));
                    case Listing.Hits hits -> {
                        fill(hits);
                        yield list;
                    }
                };
        boolean any = listing instanceof Listing.Hits;
        foot.setVisible(any);
        foot.setManaged(any);
        if (!middle.getChildren().equals(List.of(node))) {
            middle.getChildren().setAll(node);
        }
    }

    private void fill(Listing.Hits hits) {
        best = BestHit.of(hits.hits());
        following = true;
        try {
            if (!list.getItems().equals(hits.hits())) {
                list.getItems().setAll(hits.hits());
            }
        } finally {
            following = false;
        }
        count.setText(
                hits.full()
                        ? Texts.of("memory.hits.first", hits.hits().size())
                        : Texts.count("memory.hits", hits.hits().size()));
        follow();
    }

    /// Selects the hit whose source is shown.
    private void follow() {
        Found chosen = model.chosen().get();
        int at = chosen == null ? -1 : list.getItems().indexOf(chosen);
        following = true;
        try {
            if (at < 0) {
                list.getSelectionModel().clearSelection();
            } else if (list.getSelectionModel().getSelectedIndex() != at) {
                list.getSelectionModel().clearAndSelect(at);
                list.getFocusModel().focus(at);
                list.scrollTo(at);
            }
        } finally {
            following = false;
        }
    }

    private Node unasked() {
        MemoryState state = model.state().get();
        if (state == null) {
            return outline.starting();
        }
        if (state.chunks() == 0 && state.pending() == 0) {
            return new EmptyState(
                    Feather.SEARCH,
                    Texts.of("memory.none"),
                    Texts.of("memory.none.how"),
                    Buttons.filled(
                            Texts.of("memory.none.action"), Feather.FOLDER_PLUS, deeds::addFolder));
        }
        return new EmptyState(
                Feather.SEARCH,
                Texts.of("memory.unasked"),
                Texts.count("memory.unasked.how", state.chunks()),
                Buttons.plain(Texts.of("memory.map.show"), Feather.MAP, deeds::showMap));
    }

    private Node noHits(Asked asked) {
        String filters = deeds.filters();
        List<Node> ways = new ArrayList<>();
        if (asked.isNarrowed()) {
            ways.add(
                    Buttons.plain(
                            Texts.of("memory.clearFilters"),
                            () -> model.asked().set(asked.anywhere())));
        }
        if (asked.like().isPresent()) {
            ways.add(
                    Buttons.plain(
                            Texts.of("memory.like.back"),
                            () -> model.asked().set(asked.like(null))));
        }
        String what =
                asked.like()
                        .map(like -> Texts.of("memory.noHits.like", like.title()))
                        .orElseGet(() -> Texts.of("memory.noHits.words", asked.words().strip()));
        return new EmptyState(
                asked.isNarrowed() ? Feather.FILTER : Feather.SEARCH,
                Texts.of("memory.noHits"),
                filters.isEmpty() ? what : Texts.of("memory.noHits.filters", what, filters),
                ways.toArray(Node[]::new));
    }
}
