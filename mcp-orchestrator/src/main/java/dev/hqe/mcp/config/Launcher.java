package dev.hqe.mcp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What other programs start to reach this workbench. Immutable.
///
/// @param command a program, with its whole path
/// @param args its arguments
/// @param env variables that it needs
public record Launcher(String command, List<String> args, Map<String, String> env) {

    /// What our entry is called in other programs' files.
    public static final String NAME = "hqe";

    public Launcher {
        args = List.copyOf(args);
        env = Map.copyOf(env);
    }

    /// The launcher of an installation, as clients have to start it.
    ///
    /// @param words what starts `hqe`, the program first
    /// @param arguments of `hqe mcp`
    /// @param places a data directory that `HQE_HOME` names here goes into `env`: a client that is
    ///   started from a desktop does not have the variable, and would reach another workbench
    public static Launcher of(List<String> words, List<String> arguments, Places places) {
        List<String> command = new ArrayList<>(words);
        command.add("mcp");
        command.addAll(arguments);
        String program = command.getFirst().toLowerCase(Locale.ROOT);
        if (places.isWindows() && (program.endsWith(".cmd") || program.endsWith(".bat"))) {
            command.addAll(0, List.of("cmd", "/c")); // a script is not a program there
        }
        Map<String, String> env =
                places.directory("HQE_HOME")
                        .map(home -> Map.of("HQE_HOME", home.normalize().toString()))
                        .orElse(Map.of());
        return new Launcher(command.getFirst(), command.subList(1, command.size()), env);
    }
}
