package dev.hqe.ui.internal.memory;

import javafx.geometry.Orientation;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A row that is as high as what it shows is at the width of the list. A plain cell asks for the
/// height of text that is never broken into lines.
///
/// @param <T> what is in a row
abstract class TallCell<T> extends ListCell<T> {

    TallCell() {
        setPrefWidth(0); // the list does not scroll sideways
        setText(null);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private @Nullable Region content() {
        return getGraphic() instanceof Region region ? region : null;
    }

    @Override
    protected double computePrefHeight(double width) {
        Region content = content();
        if (content == null) {
            return super.computePrefHeight(width);
        }
        double room = width > 0 ? width : getWidth();
        return snapSizeY(content.prefHeight(Math.max(1, room - side())))
                + snappedTopInset()
                + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Region content = content();
        if (content != null) {
            content.resizeRelocate(
                    snappedLeftInset(),
                    snappedTopInset(),
                    getWidth() - side(),
                    getHeight() - snappedTopInset() - snappedBottomInset());
        }
    }

    private double side() {
        return snappedLeftInset() + snappedRightInset();
    }
}
