package dev.hqe.ui.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What views ask of the desktop they run on.
public interface Desk {

    /// Lets the person choose a folder; empty if they did not.
    Optional<Path> chooseFolder();

    /// Lets the person choose files; none if they did not.
    List<Path> chooseFiles();

    /// Lets the person say where to save something; empty if they did not.
    ///
    /// @param name what the file is called unless they change it
    Optional<Path> saveAs(String name);

    /// Puts text on the clipboard.
    void copy(String text);

    /// Shows a page in the person's browser. Waits two seconds at most, so not on the JavaFX
    /// thread.
    ///
    /// @return whether a browser could be opened
    boolean browse(URI page);

    /// Opens a file in the application that the desktop has for it. What a desktop may run instead
    /// of showing it - scripts, programs - it does not open: it shows the folder. Returns at once.
    ///
    /// @throws java.io.IOException if there is nothing that opens files
    void open(Path file) throws IOException;
}
