package dev.hqe.ui.internal.agents;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Panel;
import java.time.InstantSource;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Everything that was answered for more than one call, each to be taken back.
final class AnswersPane extends Panel {

    private static final int MOST = 200;

    private final AgentsModel model;
    private final InstantSource clock;
    private final VBox lines = new VBox();

    AnswersPane(AgentsModel model, InstantSource clock) {
        super(Texts.of("agents.part.ANSWERS"));
        this.model = model;
        this.clock = clock;
        setId("agent-answers");
        lines.getStyleClass().add("lines");
        getChildren()
                .addAll(Labels.wrapped(Texts.of("agents.answers.how"), "t-body", "muted"), lines);
        model.answers().addListener((InvalidationListener) observable -> show());
        show();
    }

    private void show() {
        if (model.answers().isEmpty()) {
            lines.getChildren()
                    .setAll(
                            new EmptyState(
                                    Feather.CHECK_SQUARE,
                                    Texts.of("agents.answers.none"),
                                    Texts.of("agents.answers.none.how")));
            return;
        }
        lines.getChildren().setAll(model.answers().stream().limit(MOST).map(this::line).toList());
        if (model.answers().size() > MOST) {
            lines.getChildren()
                    .add(
                            Labels.of(
                                    Texts.of("agents.answers.more", model.answers().size() - MOST),
                                    "t-small",
                                    "muted"));
        }
    }

    private Node line(Answer answer) {
        VBox words =
                new VBox(
                        Labels.cut(answer.tool(), "t-mono"),
                        Labels.cut(
                                Texts.of(
                                        "agents.answer.about",
                                        answer.subject(),
                                        Said.until(answer.until(), clock.instant())),
                                "t-small",
                                "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button take = Buttons.plain(Texts.of("agents.take"), () -> model.take(answer));
        take.getStyleClass().add("take-back");
        take.setAccessibleText(Texts.of("agents.take.of", Objects.toString(answer.tool())));
        HBox row = new HBox(words, Said.ruling(answer.ruling()), take);
        row.getStyleClass().addAll("row-8", "agent-answer");
        return row;
    }
}
