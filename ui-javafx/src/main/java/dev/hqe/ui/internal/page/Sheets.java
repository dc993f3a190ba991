package dev.hqe.ui.internal.page;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Shows one thing over the whole window: a grant, an import, a form. The window below is dimmed
/// and out of reach meanwhile; Escape and a click beside it close it, and the keyboard goes back to
/// where it was. A [dev.hqe.ui.internal.part.Sheet] looks right there.
public interface Sheets {

    /// Shows this and nothing else.
    ///
    /// @param focus what gets the keyboard: the answer that does no harm
    /// @param onClosed is run once when it is closed, however
    void show(Region content, Node focus, Runnable onClosed);

    /// Closes what is shown.
    ///
    /// @return whether something was
    boolean close();
}
