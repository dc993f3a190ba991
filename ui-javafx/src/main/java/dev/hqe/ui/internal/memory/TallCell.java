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

    private static final double SCROLL_BAR = 12;

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
        double room = width > 0 ? width : getWidth() > 0 ? getWidth() : widthOfList();
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

    /// A row that was never laid out has no width: without one its text would be as high as it has
    /// letters, and the list would guess its scrolling by that.
    private double widthOfList() {
        return getListView() == null ? 0 : getListView().getWidth() - SCROLL_BAR;
    }

    private double side() {
        return snappedLeftInset() + snappedRightInset();
    }
}
