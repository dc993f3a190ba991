package dev.hqe.mcp.process;

import dev.hqe.kernel.json.Suggestion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the program that a command names, as a shell would, in the PATH that the server gets.
/// Finding it ourselves makes a missing one a clear error instead of a process that ends at once.
final class CommandSearch {

    private static final int MAX_PATH_ENTRIES = 500;
    private static final String DEFAULT_PATHEXT = ".COM;.EXE;.BAT;.CMD";
    private static final Map<String, String> INSTALL =
            Map.of(
                    "npx", "install Node.js",
                    "npm", "install Node.js",
                    "node", "install Node.js",
                    "uvx", "install uv",
                    "uv", "install uv",
                    "python", "install Python",
                    "python3", "install Python",
                    "docker", "install Docker",
                    "bunx", "install Bun",
                    "deno", "install Deno");

    private CommandSearch() {}

    /// The program's absolute path.
    ///
    /// @param env the environment that the server gets
    /// @throws CommandUnusable if there is none
    static Path find(ServerCommand command, Map<String, String> env, Platform platform) {
        if (!Files.isDirectory(command.directory())) {
            throw new CommandUnusable(
                    "the working directory " + command.directory() + " is not there",
                    "create it, or give another one");
        }
        List<String> endings = endings(command.command(), env, platform);
        boolean isPath =
                command.command().indexOf('/') >= 0
                        || (platform == Platform.WINDOWS && command.command().indexOf('\\') >= 0);
        return isPath ? atPath(command, endings) : onPath(command, env, endings);
    }

    private static Path atPath(ServerCommand command, List<String> endings) {
        Path path = resolved(command.directory(), command.command());
        for (String ending : endings) {
            Path candidate = path.resolveSibling(path.getFileName() + ending);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        if (Files.isDirectory(path)) {
            throw new CommandUnusable(
                    path + " is a directory", "give the path of the program in it");
        }
        if (Files.exists(path)) {
            throw new CommandUnusable(
                    path + " is not executable",
                    "run chmod +x on it, or name the program that runs it");
        }
        throw new CommandUnusable(path + " is not there", "correct the path, or install it");
    }

    private static Path onPath(
            ServerCommand command, Map<String, String> env, List<String> endings) {
        String path = env.getOrDefault("PATH", "");
        for (String entry : path.split(File.pathSeparator, MAX_PATH_ENTRIES)) {
            if (entry.isEmpty()) {
                continue; // means the current directory, which nobody wants to run things from
            }
            for (String ending : endings) {
                Optional<Path> found =
                        program(command.directory(), entry, command.command() + ending);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        String name = command.command();
        String install = INSTALL.getOrDefault(name.toLowerCase(Locale.ROOT), "install it");
        String near = INSTALL.containsKey(name) ? "" : Suggestion.among(name, INSTALL.keySet());
        throw new CommandUnusable(
                name + " is not on the PATH" + near, install + ", or give the full path");
    }

    private static Optional<Path> program(Path directory, String folder, String name) {
        try {
            return Optional.of(directory.resolve(folder, name))
                    .filter(Files::isRegularFile)
                    .filter(Files::isExecutable);
        } catch (InvalidPathException e) {
            return Optional.empty(); // a PATH may hold anything; what is no path has no program
        }
    }

    private static Path resolved(Path directory, String command) {
        try {
            return directory.resolve(command).normalize();
        } catch (InvalidPathException e) {
            throw new CommandUnusable("'" + command + "' is not a path", "correct it");
        }
    }

    /// What may have to be added to a name: on Windows `npx` is `npx.cmd`. The JDK hands such a
    /// file to `cmd /c` itself and refuses arguments that would break out of their quotes there.
    private static List<String> endings(
            String command, Map<String, String> env, Platform platform) {
        if (platform != Platform.WINDOWS) {
            return List.of("");
        }
        String value = env.getOrDefault("PATHEXT", DEFAULT_PATHEXT);
        List<String> known =
                List.of(value.toLowerCase(Locale.ROOT).split(";", MAX_PATH_ENTRIES)).stream()
                        .filter(ending -> ending.startsWith("."))
                        .toList();
        String lower = command.toLowerCase(Locale.ROOT);
        return known.stream().anyMatch(lower::endsWith) ? List.of("") : known;
    }
}
