package dev.hqe.ui.internal.part;

import dev.hqe.ui.internal.kept.Kept;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Two things with a divider that stays where the person left it, from one time to the next.
public final class KeptSplit extends SplitPane {

    private final Kept kept;
    private final String name;

    /// @param name under which the position is remembered
    /// @param stays the one of the two that keeps its size when the window grows
    public KeptSplit(
            Kept kept,
            String name,
            Orientation orientation,
            Region first,
            Region second,
            Region stays,
            double usual) {
        this.kept = kept;
        this.name = name;
        setOrientation(orientation);
        setResizableWithParent(stays, false);
        getItems().addAll(first, second);
        setDividerPosition(0, kept.divider(name, usual));
        getDividers()
                .getFirst()
                .positionProperty()
                .addListener((property, was, now) -> remember(now.doubleValue()));
    }

    /// Only what a person drags is remembered, not what follows from the size of the window.
    private void remember(double position) {
        if (lookupAll(".split-pane-divider").stream().anyMatch(Node::isPressed)) {
            kept.change(state -> state.divider(name, position));
        }
    }
}
