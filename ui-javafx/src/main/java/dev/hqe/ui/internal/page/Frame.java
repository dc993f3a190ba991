package dev.hqe.ui.internal.page;

import dev.hqe.ui.Ports;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.kept.Kept;

/// What a page is made with.
///
/// @param model what all pages share: inventory, approvals, toasts, messages, where to go
/// @param dispatcher the way from other threads to the JavaFX thread
/// @param desk clipboard and file choosers
/// @param delays how long a page waits before it reads
/// @param sheets shows something over the whole window
public record Frame(
        ShellModel model, FxDispatcher dispatcher, Desk desk, Delays delays, Sheets sheets) {

    public WindowParts parts() {
        return model.parts();
    }

    /// What pages show that not every workbench has.
    public Ports ports() {
        return model.parts().ports();
    }

    /// What the window remembers from one time to the next.
    public Kept kept() {
        return model.kept();
    }
}
