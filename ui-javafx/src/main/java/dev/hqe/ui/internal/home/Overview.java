package dev.hqe.ui.internal.home;

import dev.hqe.kernel.entity.EntityStore.KindCount;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.ui.ToolList.Tool;
import dev.hqe.ui.internal.Inventory;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Topics, entities by kind and tools side by side, the first few of each.
final class Overview extends HBox {

    private static final int MAX_ROWS = 5;

    private final ShellModel shell;

    Overview(ShellModel shell) {
        this.shell = shell;
        Inventory inventory = shell.inventory();
        getStyleClass().addAll("panel", "overview");
        VBox topics =
                column(
                        "overview.topics",
                        Buttons.link(
                                Texts.of("overview.open"), () -> shell.place().set(Place.TOPICS)),
                        inventory.topics(),
                        this::row);
        VBox kinds =
                column(
                        "overview.entities",
                        Buttons.link(
                                Texts.of("overview.open"), () -> shell.place().set(Place.ENTITIES)),
                        inventory.counts(),
                        this::row);
        VBox tools = column("overview.tools", null, inventory.tools(), this::row);
        getChildren().addAll(topics, kinds, tools);
    }

    private <T> VBox column(
            String key, @Nullable Node open, ObservableList<T> items, Function<T, Node> row) {
        HBox head = new HBox(Labels.of(Texts.of(key), "t-strong"), Labels.space());
        if (open != null) {
            open.setAccessibleText(Texts.of("overview.openAll", Texts.of(key)));
            head.getChildren().add(open);
        }
        head.getStyleClass().add("overview-head");
        VBox rows = new VBox();
        VBox column = new VBox(head, rows);
        column.getStyleClass().add("overview-column");
        column.setPrefWidth(100);
        HBox.setHgrow(column, Priority.ALWAYS);
        InvalidationListener again =
                observable -> {
                    List<Node> nodes = new ArrayList<>();
                    items.stream().limit(MAX_ROWS).map(row).forEach(nodes::add);
                    if (items.isEmpty()) {
                        nodes.add(Labels.wrapped(Texts.of(key + ".none"), "t-body", "muted"));
                    }
                    if (items.size() > MAX_ROWS) {
                        nodes.add(
                                Labels.of(
                                        Texts.of("overview.more", items.size() - MAX_ROWS),
                                        "t-small",
                                        "subtle",
                                        "overview-more"));
                    }
                    rows.getChildren().setAll(nodes);
                };
        items.addListener(again);
        again.invalidated(items);
        return column;
    }

    private Node row(Topic topic) {
        var capabilities = topic.manifest().capabilities();
        return row(
                Icons.dot("success"),
                Labels.cut(topic.manifest().name(), "t-name"),
                Texts.count("overview.toolCount", capabilities.tools().size())
                        + Texts.count("overview.kindCount", topic.schemas().size()),
                topic.manifest().version());
    }

    private Node row(KindCount count) {
        Node row =
                row(
                        Icons.dot("neutral"),
                        Labels.cut(count.kind().value(), "t-mono"),
                        shell.inventory().nameOf(count.topicId()),
                        Texts.number(count.entities()));
        row.setOnMouseClicked(
                event -> shell.open(new Target.OfKind(count.topicId(), count.kind())));
        row.getStyleClass().add("clickable");
        return row;
    }

    private Node row(Tool tool) {
        String title = tool.title().isBlank() ? tool.description() : tool.title();
        return row(Icons.dot("neutral"), Labels.cut(tool.name(), "t-mono"), title, "");
    }

    private static Node row(Node dot, Label name, String text, String figure) {
        name.setPrefWidth(figure.isEmpty() ? 190 : 130);
        name.setMinWidth(0);
        Label words = Labels.cut(text, "t-small", "muted");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(dot, name, words, Labels.of(figure, "t-mono", "muted"));
        row.getStyleClass().add("overview-row");
        row.setAccessibleText(String.join(", ", name.getText(), text, figure));
        return row;
    }
}
