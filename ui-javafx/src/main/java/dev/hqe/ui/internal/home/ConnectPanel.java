package dev.hqe.ui.internal.home;

import dev.hqe.ui.AgentConnection.Way;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Panel;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// How to connect an agent: what to run or paste, ready to copy.
final class ConnectPanel extends Panel {

    private final Button copy;
    private Way shown;

    ConnectPanel(HomeModel model, Desk desk) {
        super(Texts.of("agent.title"));
        List<Way> ways = model.agents().ways();
        shown = ways.getFirst();
        TextArea text = new TextArea(shown.text());
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(4);
        text.setMinHeight(72);
        text.setAccessibleText(Texts.of("agent.title"));
        text.getStyleClass().addAll("t-mono", "code-area");
        VBox.setVgrow(text, Priority.ALWAYS);

        HBox choices = new HBox();
        choices.getStyleClass().add("segments");
        ToggleGroup group = new ToggleGroup();
        for (Way way : ways) {
            ToggleButton choice = new ToggleButton(way.name());
            choice.setToggleGroup(group);
            choice.setSelected(way.equals(shown));
            choice.setOnAction(event -> {
                choice.setSelected(true); // one of them is always chosen
                shown = way;
                text.setText(way.text());
            });
            choices.getChildren().add(choice);
        }
        choices.setVisible(ways.size() > 1);
        copy =
                Buttons.plain(
                        Texts.of("agent.copy"),
                        Feather.COPY,
                        () -> {
                            desk.copy(shown.text());
                            model.copied(shown);
                        });
        copy.setId("copy-agent");
        HBox bottom = new HBox(choices, Labels.space(), copy);
        bottom.getStyleClass().add("row-8");
        getChildren()
                .addAll(Labels.wrapped(Texts.of("agent.text"), "t-body", "muted"), text, bottom);
    }

    @Override
    public void requestFocus() {
        copy.requestFocus();
    }
}
