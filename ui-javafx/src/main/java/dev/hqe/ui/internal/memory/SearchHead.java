package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.SearchField;
import dev.hqe.ui.internal.part.Segments;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The field to search by, how it is searched, where, and what of it is shown.
final class SearchHead extends VBox {

    /// What the page shows of the memory.
    enum View {
        HITS,
        MAP
    }

    private final SearchField words = new SearchField(Texts.of("memory.words"));
    private final Segments<Mode> mode =
            new Segments<>(
                    Texts.of("memory.mode"),
                    List.of(Mode.values()),
                    one -> Texts.of("memory.mode." + one.name().toLowerCase(Locale.ROOT)));
    private final Segments<View> view =
            new Segments<>(
                    Texts.of("memory.view"),
                    List.of(View.values()),
                    one -> Texts.of("memory.view." + one.name().toLowerCase(Locale.ROOT)));
    private boolean following;

    /// @param enter is run when somebody leaves the field for what was found
    SearchHead(MemoryModel model, Filters filters, Runnable enter) {
        words.setId("memory-words");
        words.getStyleClass().add("large");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(120);
        words.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean down = event.getCode() == KeyCode.DOWN;
                    boolean go = event.getCode() == KeyCode.ENTER && !event.isShortcutDown();
                    if (down || go) {
                        enter.run();
                        event.consume();
                    }
                });
        words.textProperty()
                .addListener((property, before, now) -> {
                    if (!following) {
                        model.asked().set(model.asked().get().words(now));
                    }
                });
        mode.setId("memory-mode");
        mode.value()
                .addListener((property, before, now) ->
                        model.asked().set(model.asked().get().mode(now)));
        view.setId("memory-view");
        CheckBox explain = new CheckBox(Texts.of("memory.explain"));
        explain.setId("memory-explain");
        explain.setMinWidth(0);
        explain.selectedProperty().bindBidirectional(model.explained());
        explain.visibleProperty().bind(view.value().isEqualTo(View.HITS));
        HBox first = new HBox(words, mode);
        first.getStyleClass().add("memory-head-row");
        HBox menus = new HBox();
        menus.getStyleClass().add("row-8");
        menus.getChildren().addAll(filters.menus());
        HBox.setHgrow(menus, Priority.ALWAYS);
        menus.setMinWidth(0);
        HBox second = new HBox(menus, explain, view);
        second.getStyleClass().add("memory-head-row");
        getStyleClass().add("memory-head");
        getChildren().addAll(first, second);
        model.asked().addListener((property, before, now) -> show(now));
        model.listing().addListener((property, before, now) -> tell(now));
        show(model.asked().get());
    }

    private void show(Asked asked) {
        following = true;
        if (!words.getText().equals(asked.words())) {
            words.setText(asked.words());
        }
        mode.value().set(asked.mode());
        following = false;
    }

    private void tell(Listing listing) {
        words.found(
                switch (listing) {
                    case Listing.Hits hits when hits.asked().like().isPresent() -> "";
                    case Listing.Hits hits ->
                            Texts.of(
                                    hits.full() ? "memory.found.first" : "memory.found",
                                    hits.hits().size(),
                                    Texts.duration(hits.took()));
                    case Listing.NoHits _ -> Texts.of("memory.found.none");
                    case Listing.Unasked _ -> "";
                    case Listing.Searching _ -> "";
                    case Listing.Failed _ -> "";
                });
    }

    SearchField words() {
        return words;
    }

    Segments<View> view() {
        return view;
    }
}
