package dev.hqe.ui.internal.part;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One thing in full: title and state, facts, sections parted by lines, actions at the bottom. Made
/// anew for each thing.
public final class DetailPane extends VBox {

    private final HBox head = new HBox();
    private final VBox body = new VBox();
    private final HBox actions = new HBox();

    /// @param code whether the title is a name that machines use
    public DetailPane(String title, boolean code) {
        getStyleClass().add("detail-pane");
        Label name = Labels.wrapped(title, code ? "t-mono" : "t-head");
        name.getStyleClass().add("detail-title");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        head.getStyleClass().add("detail-pane-head");
        head.getChildren().add(name);
        body.getStyleClass().add("detail-pane-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        actions.getStyleClass().add("detail-actions");
        getChildren().addAll(head, scroll);
    }

    /// How it is, beside the title, and small buttons.
    public DetailPane state(Node... nodes) {
        head.getChildren().addAll(nodes);
        return this;
    }

    /// A text or a [FactGrid] under the title.
    public DetailPane lead(Node node) {
        VBox part = new VBox(node);
        part.getStyleClass().add("detail-part");
        body.getChildren().add(part);
        return this;
    }

    /// A part with a title.
    public DetailPane section(String title, Node... content) {
        return section(title, "", content);
    }

    /// A part with a title and, at its right, what there is to know about it.
    public DetailPane section(String title, String fact, Node... content) {
        HBox line =
                new HBox(
                        Labels.of(title, "t-strong"),
                        Labels.space(),
                        Labels.of(fact, "t-small", "muted"));
        line.getStyleClass().add("row-8");
        VBox part = new VBox(line);
        part.getChildren().addAll(content);
        part.getStyleClass().addAll("detail-part", "lined");
        body.getChildren().add(part);
        return this;
    }

    /// A part that takes the height that is left, such as a text. It scrolls by itself.
    public DetailPane rest(Node node) {
        VBox.setVgrow(node, Priority.ALWAYS);
        getChildren().add(getChildren().contains(actions) ? 2 : getChildren().size(), node);
        return this;
    }

    /// What can be done with it, at the bottom.
    public DetailPane actions(Node... nodes) {
        actions.getChildren().addAll(nodes);
        if (!getChildren().contains(actions)) {
            getChildren().add(actions);
        }
        return this;
    }
}
