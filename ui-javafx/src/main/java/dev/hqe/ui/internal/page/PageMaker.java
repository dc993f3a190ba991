package dev.hqe.ui.internal.page;

import java.util.Optional;

/// Makes a page when a window opens.
@FunctionalInterface
public interface PageMaker {

    /// The page; empty where the part that it shows is not in this workbench. It is not in the
    /// navigation then, and nothing leads to it.
    Optional<Page> make(Frame frame);
}
