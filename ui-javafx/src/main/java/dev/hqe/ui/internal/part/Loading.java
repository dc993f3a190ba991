package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.Texts;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Where rows will be: nothing for 200 ms, then their outline, after 2 s also words. What takes
/// long can be cancelled at once.
public final class Loading extends VBox {

    private static final Duration OUTLINE_AFTER = Duration.millis(200);
    private static final Duration WORDS_AFTER = Duration.seconds(2);
    private static final int ROWS = 8;

    private final Timeline timeline;
    private final Label words;
    private final HBox foot;

    /// @param text what is being read: "Reading the entities"
    public Loading(String text) {
        getStyleClass().add("outline");
        VBox rows = new VBox();
        for (int i = 0; i < ROWS; i++) {
            HBox row = new HBox(bone(220 - i % 3 * 40), bone(80), bone(100 - i % 2 * 20));
            row.getStyleClass().add("outline-row");
            rows.getChildren().add(row);
        }
        words = Labels.of(text, "t-body", "muted");
        foot = new HBox(words, Labels.space());
        foot.getStyleClass().add("outline-foot");
        getChildren().addAll(rows, foot);
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
        sceneProperty()
                .addListener((property, before, now) -> {
                    if (now == null) {
                        timeline.stop();
                    }
                });
    }

    /// With a button that gives up.
    public Loading cancelling(Runnable cancel) {
        Button button = Buttons.plain(Texts.of("part.cancel"), cancel);
        button.setId("cancel-loading");
        foot.getChildren().add(button);
        return this;
    }

    /// Says more: "Reading 3 419 events, 2 s so far".
    public void say(String text) {
        words.setText(text);
    }

    private static Region bone(double width) {
        Region bone = new Region();
        bone.getStyleClass().add("bone");
        bone.setMaxWidth(width);
        bone.setPrefWidth(width);
        return bone;
    }

    /// This node, with its clock at the beginning.
    public Loading starting() {
        timeline.playFromStart();
        return this;
    }
}
