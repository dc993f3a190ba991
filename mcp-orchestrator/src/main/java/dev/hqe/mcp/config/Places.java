package dev.hqe.mcp.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where programs keep their files on this machine. Immutable.
///
/// @param osName the value of the system property `os.name`
/// @param home the user's home directory
/// @param environment the process environment
public record Places(String osName, Path home, Map<String, String> environment) {

    public Places {
        environment = Map.copyOf(environment);
    }

    /// This machine and this user. But on Windows `HOME` says where the user's home directory is,
    /// as it does for the programs whose files these are; Java goes by the user database.
    public static Places here() {
        return of(
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    static Places of(String osName, Path userHome, Map<String, String> environment) {
        Places places = new Places(osName, userHome.toAbsolutePath(), environment);
        return places.isWindows()
                ? places
                : new Places(osName, places.directory("HOME").orElse(places.home()), environment);
    }

    boolean isWindows() {
        return osName.startsWith("Windows");
    }

    boolean isMac() {
        return osName.startsWith("Mac");
    }

    /// As `.mcpb` manifests call the platform.
    String platform() {
        return isWindows() ? "win32" : isMac() ? "darwin" : "linux";
    }

    /// Where programs keep what a user has set.
    Path settings() {
        if (isWindows()) {
            return directory("APPDATA").orElse(home.resolve("AppData").resolve("Roaming"));
        }
        if (isMac()) {
            return home.resolve("Library").resolve("Application Support");
        }
        return directory("XDG_CONFIG_HOME").orElse(home.resolve(".config"));
    }

    /// The directory that a variable names, if it names one.
    Optional<Path> directory(String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(value);
            return path.isAbsolute() ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException notADirectory) {
            return Optional.empty();
        }
    }

    /// A folder of the user, such as `Desktop`.
    Path userFolder(String name) {
        return home.resolve(name);
    }
}
