package dev.hqe.ui.internal.topics;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.IngestState;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A folder that did not load: every problem with its file and line, and the way to try again.
final class BrokenTopicDetail extends VBox {

    BrokenTopicDetail(TopicCatalog.Rejected rejected, Desk desk, Runnable rescan) {
        getStyleClass().add("detail");
        VBox words =
                new VBox(
                        Labels.cut(IngestState.nameOf(rejected.folder()), "t-page"),
                        Labels.path(rejected.folder().toString(), "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        Label chip = Labels.of(Texts.of("topics.chip.broken"), "chip", "danger");
        chip.setGraphic(Icons.chip(Feather.ALERT_CIRCLE, "danger"));
        HBox head = new HBox(Icons.tile(Feather.LAYERS), words, chip);
        head.getStyleClass().add("detail-head");

        VBox problems = new VBox();
        problems.getStyleClass().add("section");
        problems.getChildren()
                .add(
                        Labels.of(
                                Texts.count("topics.problems", rejected.problems().size()),
                                "t-head"));
        for (Problem problem : rejected.problems()) {
            String place = problem.source() + (problem.line() > 0 ? ":" + problem.line() : "");
            VBox one =
                    new VBox(
                            Labels.wrapped(place, "t-mono", "danger"),
                            Labels.wrapped(problem.message(), "t-body"));
            one.getStyleClass().add("problem");
            problems.getChildren().add(one);
        }
        String text =
                rejected.problems().stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n"));
        HBox actions =
                new HBox(
                        Buttons.filled(Texts.of("topics.rescan"), Feather.REFRESH_CW, rescan),
                        Buttons.plain(
                                Texts.of("topics.copyProblems"),
                                Feather.COPY,
                                () -> desk.copy(text)));
        actions.getStyleClass().add("actions-left");
        getChildren()
                .addAll(
                        head,
                        Labels.wrapped(Texts.of("topics.broken.how"), "t-body", "muted"),
                        problems,
                        actions);
    }
}
