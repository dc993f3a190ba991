package dev.hqe.ui.internal.home;

import dev.hqe.ui.AgentConnection.Way;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Panel;
import dev.hqe.ui.internal.part.Segments;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
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

        Segments<Way> choices = new Segments<>(Texts.of("agent.title"), ways, Way::name);
        choices.value()
                .addListener((property, before, now) -> {
                    shown = now;
                    text.setText(now.text());
                });
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
        FlowPane bottom = new FlowPane(8, 8, choices, copy); // two lines where the text is large
        getChildren()
                .addAll(Labels.wrapped(Texts.of("agent.text"), "t-body", "muted"), text, bottom);
    }

    @Override
    public void requestFocus() {
        copy.requestFocus();
    }
}
