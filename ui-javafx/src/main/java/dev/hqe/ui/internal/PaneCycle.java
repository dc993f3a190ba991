package dev.hqe.ui.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// F6: goes from pane to pane, and in each to where the keyboard was last.
final class PaneCycle {

    private final Map<Node, Node> last = new WeakHashMap<>();

    /// @param by 1 for the next pane, -1 for the one before
    void go(Scene scene, List<Node> panes, int by) {
        Node owner = scene.getFocusOwner();
        int at = -1;
        for (int i = 0; i < panes.size(); i++) {
            if (owner != null && holds(panes.get(i), owner)) {
                at = i;
                last.put(panes.get(i), owner);
            }
        }
        for (int i = 1; i <= panes.size(); i++) {
            int next = Math.floorMod(at < 0 && by < 0 ? -i : at + by * i, panes.size());
            Node pane = panes.get(next);
            Node before = last.get(pane);
            Optional<Node> first =
                    before != null && holds(pane, before) && canFocus(before)
                            ? Optional.of(before)
                            : firstIn(pane);
            if (first.isPresent()) {
                first.get().requestFocus();
                return;
            }
        }
    }

    private static boolean holds(Node pane, Node node) {
        for (@Nullable Node one = node; one != null; one = one.getParent()) {
            if (one == pane) {
                return true;
            }
        }
        return false;
    }

    private static boolean canFocus(Node node) {
        return node.isFocusTraversable() && node.isVisible() && !node.isDisabled();
    }

    private static Optional<Node> firstIn(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        if (node instanceof Parent parent) {
            return parent.getChildrenUnmodifiable().stream()
                    .map(PaneCycle::firstIn)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }
}
