package dev.hqe.mcp.process;

import dev.hqe.mcp.config.Places;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What to start for a server. Its text hides arguments and values, as either may hold a secret.
///
/// @param command a name to look for on the PATH, or a path; relative paths start at `directory`
/// @param args at most 1 000, without NUL characters
/// @param env what the server gets beyond the few harmless variables that every server inherits; at
///   most 1 000
/// @param directory where it is started, absolute
/// @param secrets texts that never show: each is replaced in what the server says on standard
///   error; texts below 4 characters are not, as they would take ordinary words with them
/// @param stderr how much of standard error is kept
/// @param heard gets every line of standard error as it is kept, on the thread that reads it; must
///   not block for long
public record ServerCommand(
        String command,
        List<String> args,
        Map<String, String> env,
        Path directory,
        Set<String> secrets,
        StderrLimits stderr,
        Consumer<String> heard) {

    /// Lets no one hear standard error.
    public static final Consumer<String> NOBODY = line -> {};

    private static final int MOST = 1_000;

    public ServerCommand {
        args = List.copyOf(args);
        env = Map.copyOf(env);
        secrets = Set.copyOf(secrets);
        if (command.isBlank() || command.indexOf(0) >= 0) {
            throw new ServerProcessException("a server's command is empty: name a program");
        }
        if (args.size() > MOST || env.size() > MOST) {
            throw new ServerProcessException(
                    command + ": more than " + MOST + " arguments or variables");
        }
        if (args.stream().anyMatch(arg -> arg.indexOf(0) >= 0)) {
            throw new ServerProcessException(command + ": an argument holds a NUL character");
        }
        env.forEach((name, value) -> checkVariable(command, name, value));
        if (!directory.isAbsolute()) {
            throw new ServerProcessException(
                    command + ": the working directory '" + directory + "' is not absolute");
        }
    }

    /// A command in the user's home directory, with nothing in its environment but what every
    /// server inherits.
    public static ServerCommand of(String command, String... args) {
        Path home = Places.here().home();
        return new ServerCommand(
                command, List.of(args), Map.of(), home, Set.of(), StderrLimits.DEFAULT, NOBODY);
    }

    /// The same with these variables in place of the configured ones.
    public ServerCommand withEnv(Map<String, String> variables) {
        return new ServerCommand(command, args, variables, directory, secrets, stderr, heard);
    }

    /// The same in another working directory.
    public ServerCommand in(Path workingDirectory) {
        return new ServerCommand(command, args, env, workingDirectory, secrets, stderr, heard);
    }

    /// The same with these texts hidden.
    public ServerCommand hiding(Set<String> texts) {
        return new ServerCommand(command, args, env, directory, texts, stderr, heard);
    }

    /// The same with other limits for standard error.
    public ServerCommand keeping(StderrLimits limits) {
        return new ServerCommand(command, args, env, directory, secrets, limits, heard);
    }

    private static void checkVariable(String command, String name, String value) {
        if (name.isEmpty()
                || name.indexOf('=') >= 0
                || name.indexOf(0) >= 0
                || value.indexOf(0) >= 0) {
            throw new ServerProcessException(
                    "%s: '%s' cannot be an environment variable: no '=' or NUL, not empty"
                            .formatted(command, name));
        }
    }

    @Override
    public String toString() {
        return "%s (%d arguments, variables %s)"
                .formatted(command, args.size(), env.keySet().stream().sorted().toList());
    }
}
