package dev.hqe.ui.internal.entities;

import dev.hqe.ui.internal.Labels;
import dev.hqe.ui.internal.Texts;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Where rows will be: nothing for 200 ms, then their outline, after 2 s also words.
final class Outline extends VBox {

    private static final Duration OUTLINE_AFTER = Duration.millis(200);
    private static final Duration WORDS_AFTER = Duration.seconds(2);
    private static final int ROWS = 8;

    private final Timeline timeline;

    Outline() {
        getStyleClass().add("outline");
        VBox rows = new VBox();
        for (int i = 0; i < ROWS; i++) {
            HBox row = new HBox(bone(220 - i % 3 * 40), bone(80), bone(100 - i % 2 * 20));
            row.getStyleClass().add("outline-row");
            rows.getChildren().add(row);
        }
        Label words = Labels.of(Texts.of("entities.loading"), "t-body", "muted");
        getChildren().addAll(rows, words);
        rows.setVisible(false);
        words.setVisible(false);
        timeline =
                new Timeline(
                        new KeyFrame(
                                Duration.ZERO,
                                new KeyValue(rows.visibleProperty(), false),
                                new KeyValue(words.visibleProperty(), false)),
                        new KeyFrame(OUTLINE_AFTER, new KeyValue(rows.visibleProperty(), true)),
                        new KeyFrame(WORDS_AFTER, new KeyValue(words.visibleProperty(), true)));
    }

    private static Region bone(double width) {
        Region bone = new Region();
        bone.getStyleClass().add("bone");
        bone.setMaxWidth(width);
        bone.setPrefWidth(width);
        return bone;
    }

    /// This node, with its clock at the beginning.
    Outline starting() {
        timeline.playFromStart();
        return this;
    }
}
