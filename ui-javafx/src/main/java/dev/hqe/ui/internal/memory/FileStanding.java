package dev.hqe.ui.internal.memory;

import java.nio.file.Path;

/// How the file that an entity came from is now.
sealed interface FileStanding {

    /// It came from no file that is known.
    record None() implements FileStanding {}

    /// It is as it was read.
    record Same(Path file) implements FileStanding {}

    /// It is there. Whether it is as it was read cannot be told: it is large, or what was read of
    /// it was not noted.
    record There(Path file) implements FileStanding {}

    /// It was changed since it was read: lines may have moved.
    record Changed(Path file) implements FileStanding {}

    /// It is not there any more, or cannot be read.
    record Gone(Path file) implements FileStanding {}
}
