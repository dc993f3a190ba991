package dev.hqe.ui.internal.home;

import dev.hqe.ui.internal.Inventory;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Panel;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What is in the workbench, in one line each.
final class HerePanel extends Panel {

    private final Inventory inventory;
    private final Label topics = line(Feather.LAYERS);
    private final Label entities = line(Feather.DATABASE);
    private final Label tools = line(Feather.TOOL);
    private final Label prompts = line(Feather.MESSAGE_SQUARE);

    HerePanel(Inventory inventory) {
        super(Texts.of("here.title"));
        this.inventory = inventory;
        VBox lines = new VBox(topics, entities, tools, prompts);
        lines.getStyleClass().add("lines");
        getChildren().add(lines);
        InvalidationListener again = observable -> show();
        inventory.topics().addListener(again);
        inventory.tools().addListener(again);
        inventory.counts().addListener(again);
        inventory.entities().addListener(again);
        show();
    }

    private static Label line(Feather icon) {
        Label line = Labels.of("", "t-body");
        line.setGraphic(Icons.line(icon, "muted"));
        line.setGraphicTextGap(12);
        return line;
    }

    private void show() {
        long kinds = inventory.counts().size();
        int promptCount =
                inventory.topics().stream()
                        .mapToInt(topic -> topic.manifest().capabilities().prompts().size())
                        .sum();
        topics.setText(Texts.count("topics.loaded", inventory.topics().size()));
        String count = Texts.count("entities.count", inventory.entities().get());
        entities.setText(kinds == 0 ? count : count + Texts.count("here.kinds", kinds));
        tools.setText(Texts.count("here.tools", inventory.tools().size()));
        prompts.setText(Texts.count("here.prompts", promptCount));
    }
}
