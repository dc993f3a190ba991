package dev.hqe.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Topic folders as they are given on a command line.
final class TopicFolders {

    private TopicFolders() {}

    /// The folder, absolute.
    ///
    /// @throws Failures.BadInput if there is none
    static Path require(Path given) {
        Path absolute = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw new Failures.BadInput(
                    given
                            + (Files.exists(absolute)
                                    ? ": is a file; give the Topic's folder"
                                    : ": there is no such folder"));
        }
        return absolute;
    }
}
