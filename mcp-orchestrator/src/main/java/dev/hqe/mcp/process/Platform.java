package dev.hqe.mcp.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What kind of operating system this is, as far as processes differ.
enum Platform {
    /// Has `/proc`.
    LINUX,
    /// Has `ps` that shows environments: macOS and the BSDs.
    POSIX,
    WINDOWS;

    static final Platform HERE = here();

    private static Platform here() {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return WINDOWS;
        }
        return Files.isReadable(Path.of("/proc/self/environ"))
                        && Files.isReadable(Path.of("/proc/self/stat"))
                ? LINUX
                : POSIX;
    }
}
