package dev.hqe.ui.internal.page;

import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.palette.PaletteSource;
import java.util.List;
import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// One page of the window: what the frame asks of it, and nothing else. Made once per window by a
/// [PageMaker], for the JavaFX thread.
///
/// Only [#place], [#node] and [#shown] have to be answered; a page that has more to say says it by
/// the others.
public interface Page {

    /// Where it stands. One page per place.
    Place place();

    /// The page with its header; always the same node.
    Region node();

    /// The page has just come to the front; put the focus where the person wants to begin.
    void shown();

    /// Another page has come to the front. What is read only to be looked at can pause now.
    default void hidden() {}

    /// The window has closed: let go of subscriptions, threads and files.
    default void closed() {}

    /// Shows this, which stands on this page. Called when the page is in front, after [#shown].
    default void open(Target target) {}

    /// What its keys and the palette can do here. Asked for once.
    default List<Action> actions() {
        return List.of();
    }

    /// What the palette finds of this page. Asked for once.
    default List<PaletteSource> palette() {
        return List.of();
    }

    /// What `/` puts the focus into; null where there is nothing to filter.
    default @Nullable Node filter() {
        return null;
    }

    /// What F6 goes through, in reading order.
    default List<Node> panes() {
        return List.of(node());
    }

    /// Escape, and nothing lies over the page: closes a pane, else clears the filter.
    ///
    /// @return whether there was something to close or clear; otherwise the frame goes back
    default boolean back() {
        return false;
    }

    /// How many things on it wait for the person, for the badge in the navigation; null for none
    /// ever.
    default @Nullable ObservableIntegerValue waiting() {
        return null;
    }

    /// Where on it questions to the person are shown while it is in front; null for over it. The
    /// frame alone fills it.
    default @Nullable Pane questions() {
        return null;
    }

    /// Style sheets of its own, as URLs, for what no part of the design offers. Names of colours
    /// only, no colours.
    default List<String> styleSheets() {
        return List.of();
    }
}
