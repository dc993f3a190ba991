package dev.hqe.ui.internal.agents;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;

/// The place for the question in the page: as high as the question wants, but never higher than
/// what is in sight, so that the answers always are.
final class QuestionDock extends StackPane {

    private static final double AROUND = 32;

    private ScrollPane within = new ScrollPane();

    QuestionDock() {
        setId("agent-question");
    }

    void within(ScrollPane scroll) {
        within = scroll;
        scroll.viewportBoundsProperty().addListener(observable -> requestLayout());
    }

    private double most() {
        double seen = within.getViewportBounds().getHeight() - AROUND;
        return seen <= 0 ? Double.MAX_VALUE : seen;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.min(super.computePrefHeight(width), most());
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }
}
