package dev.hqe.ui.internal;

import java.nio.file.Path;
import java.util.Optional;

/// What views ask of the desktop they run on.
public interface Desk {

    /// Lets the person choose a folder; empty if they did not.
    Optional<Path> chooseFolder();

    /// Puts text on the clipboard.
    void copy(String text);
}
