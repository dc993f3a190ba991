package dev.hqe.ui.internal.part;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// Text with parts of it marked, in one line or in as many as its width needs.
public final class MarkedText extends Region {

    /// A part of the text.
    ///
    /// @param to exclusive
    public record Mark(int from, int to) {}

    private final TextFlow flow = new TextFlow();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final boolean wraps;

    /// @param wraps whether it breaks into lines; otherwise what does not fit is not shown
    /// @param styleClasses of the type, as for [Labels]
    public MarkedText(boolean wraps, String... styleClasses) {
        this.wraps = wraps;
        getStyleClass().add("marked-text");
        flow.getStyleClass().addAll(styleClasses);
        if (wraps) {
            flow.getStyleClass().add("wraps");
        }
        getChildren().add(flow);
    }

    /// Shows this text.
    ///
    /// @param marked parts in order; what lies outside of the text is left out
    public void show(String text, List<Mark> marked) {
        Text one = new Text(text);
        one.getStyleClass().addAll("text");
        flow.getChildren().setAll(one);
        marks.clear();
        for (Mark mark : marked) {
            if (mark.from() >= 0 && mark.from() < Math.min(mark.to(), text.length())) {
                marks.add(new Mark(mark.from(), Math.min(mark.to(), text.length())));
            }
        }
        getChildren().removeAll(paths);
        paths.clear();
        for (int i = 0; i < marks.size(); i++) {
            Path path = new Path();
            path.setManaged(false);
            path.getStyleClass().add("mark-shape");
            paths.add(path);
        }
        getChildren().addAll(0, paths);
        setAccessibleText(text);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        flow.resizeRelocate(0, 0, wraps ? getWidth() : flow.prefWidth(-1), getHeight());
        flow.layout();
        for (int i = 0; i < paths.size(); i++) {
            Mark mark = marks.get(i);
            paths.get(i).getElements().setAll(flow.getRangeShape(mark.from(), mark.to(), false));
        }
    }

    @Override
    public @Nullable Orientation getContentBias() {
        return wraps ? Orientation.HORIZONTAL : null;
    }

    @Override
    protected double computePrefWidth(double height) {
        return wraps ? super.computePrefWidth(height) : Math.ceil(flow.prefWidth(-1));
    }

    @Override
    protected double computePrefHeight(double width) {
        return flow.prefHeight(wraps ? width : -1);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }
}
