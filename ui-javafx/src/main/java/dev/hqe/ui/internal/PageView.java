package dev.hqe.ui.internal;

import javafx.scene.layout.Region;

/// One page of the window.
public interface PageView {

    Place place();

    /// The page with its header; always the same node.
    Region node();

    /// The page has just come to the front; put the focus where the person wants to begin.
    void shown();
}
