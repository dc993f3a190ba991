package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.Texts;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What lies over the window by [dev.hqe.ui.internal.page.Sheets]: a title, a body that scrolls,
/// and actions at the bottom, the one that does no harm last.
public final class Sheet extends VBox {

    private final HBox actions = new HBox();

    public Sheet(String title, Node body, Node... actions) {
        getStyleClass().add("sheet");
        setAccessibleText(title);
        HBox head =
                new HBox(
                        Labels.of(title, "t-head"),
                        Labels.space(),
                        Chips.key("Esc"),
                        Labels.of(Texts.of("palette.close"), "t-small", "muted"));
        head.getStyleClass().add("key-head");
        VBox content = new VBox(body);
        content.getStyleClass().add("sheet-body");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        this.actions.getStyleClass().add("sheet-actions");
        this.actions.getChildren().addAll(actions);
        getChildren().addAll(head, scroll, this.actions);
    }
}
