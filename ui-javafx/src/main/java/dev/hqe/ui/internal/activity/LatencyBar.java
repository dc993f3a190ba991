package dev.hqe.ui.internal.activity;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/// How long something took, on a log scale.
final class LatencyBar extends Region {

    private static final double WIDTH = 40;
    private static final double HEIGHT = 6;
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final Region fill = new Region();
    private double part;

    LatencyBar() {
        getStyleClass().add("latency");
        fill.getStyleClass().add("latency-fill");
        fill.setManaged(false);
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        getChildren().add(fill);
    }

    void show(long millis, boolean failed) {
        part = Took.part(millis);
        pseudoClassStateChanged(FAILED, failed);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        fill.resizeRelocate(0, 0, Math.max(2, Math.rint(part * getWidth())), getHeight());
    }
}
