package dev.hqe.ui.internal.topics;

import dev.hqe.kernel.entity.EntityStore.KindCount;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A Topic in full: what it is for, where it lies, what it brings.
final class TopicDetail extends VBox {

    TopicDetail(TopicItem.Loaded item, List<KindCount> counts, Desk desk) {
        Topic topic = item.topic();
        getStyleClass().add("detail");
        TopicManifest manifest = topic.manifest();
        getChildren().add(head(manifest));
        if (!manifest.description().isBlank()) {
            getChildren().add(Labels.wrapped(manifest.description().strip(), "t-body", "muted"));
        }
        getChildren().add(facts(item, desk));
        var capabilities = manifest.capabilities();
        VBox tools = section("topics.tools", capabilities.tools().size());
        capabilities
                .tools()
                .forEach(tool ->
                        tools.getChildren()
                                .add(thing(topic.id() + "." + tool.name(), tool.description())));
        VBox prompts = section("topics.prompts", capabilities.prompts().size());
        capabilities
                .prompts()
                .forEach(prompt ->
                        prompts.getChildren().add(thing(prompt.name(), prompt.description())));
        VBox kinds = section("topics.kinds", topic.schemas().size());
        topic.schemas().keySet().stream()
                .sorted()
                .forEach(kind -> kinds.getChildren().add(kind(topic, kind, counts)));
        for (VBox section : List.of(tools, prompts, kinds)) {
            if (section.getChildren().size() > 1) {
                getChildren().add(section);
            }
        }
    }

    private static Node head(TopicManifest manifest) {
        VBox words =
                new VBox(
                        Labels.cut(manifest.name(), "t-page"),
                        Labels.of(
                                Texts.of("topics.version", manifest.version()),
                                "t-small",
                                "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        Label chip = Labels.of(Texts.of("topics.chip.loaded"), "chip", "success");
        chip.setGraphic(Icons.chip(Feather.CHECK, "success"));
        HBox head = new HBox(Icons.tile(Feather.LAYERS), words, chip);
        head.getStyleClass().add("detail-head");
        return head;
    }

    private static Node facts(TopicItem.Loaded item, Desk desk) {
        String path = item.folder().toString();
        Label folder = Labels.path(path);
        HBox line =
                new HBox(
                        folder,
                        Buttons.icon(
                                Feather.COPY,
                                Texts.of("topics.copyFolder"),
                                () -> desk.copy(path)));
        line.getStyleClass().add("row-8");
        return new FactGrid()
                .add(Texts.of("topics.id"), Labels.of(item.topic().id().value(), "t-mono"))
                .add(Texts.of("topics.folder"), line);
    }

    private static VBox section(String key, int size) {
        HBox head =
                new HBox(
                        Labels.of(Texts.of(key), "t-head"),
                        Labels.of(Texts.number(size), "t-small", "muted"));
        head.getStyleClass().add("row-8");
        VBox section = new VBox(head);
        section.getStyleClass().add("section");
        return section;
    }

    private static Node thing(String name, String description) {
        Label label = Labels.cut(name, "t-mono");
        Label text = Labels.wrapped(description.strip(), "t-body", "muted");
        GridPane row = new GridPane();
        row.getStyleClass().add("thing");
        row.getColumnConstraints().addAll(new ColumnConstraints(240), new ColumnConstraints());
        row.getColumnConstraints().getLast().setHgrow(Priority.ALWAYS);
        row.addRow(0, label, text);
        GridPane.setValignment(label, VPos.TOP);
        return row;
    }

    private static Node kind(Topic topic, Kind kind, List<KindCount> counts) {
        long entities =
                counts.stream()
                        .filter(c -> c.topicId().equals(topic.id()) && c.kind().equals(kind))
                        .mapToLong(KindCount::entities)
                        .sum();
        return thing(kind.value(), Texts.count("entities.count", entities));
    }
}
