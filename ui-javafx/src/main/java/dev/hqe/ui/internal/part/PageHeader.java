package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.page.Place;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// The line at the top of a page: what it is called, one fact about it, its actions.
public final class PageHeader extends HBox {

    public PageHeader(Place place, ObservableValue<String> fact, Node... actions) {
        getStyleClass().add("page-header");
        getChildren()
                .addAll(
                        Labels.of(place.title(), "t-page"),
                        Labels.of(fact, "t-body", "muted"),
                        Labels.space());
        getChildren().addAll(actions);
    }
}
