package dev.hqe.kernel.topic.plugin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two folders that a plugin's servers know, and how they get into texts (§7.2.1, §9.2).
///
/// @param root the plugin's folder, absolute
/// @param data the folder for what it keeps, absolute
record PluginPaths(Path root, Path data) {

    static final String ROOT = "PLUGIN_ROOT";
    static final String DATA = "PLUGIN_DATA";

    private static final String IN_ROOT = "${" + ROOT + "}";
    private static final String IN_DATA = "${" + DATA + "}";
    private static final String RELATIVE = "./";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{(" + ROOT + "|" + DATA + ")}");

    static PluginPaths of(Path root, Path data) {
        return new PluginPaths(root, data);
    }

    /// Puts the two folders in, everywhere and once: what was put in is not looked at again, and
    /// every other `${...}` stays as it is.
    String expand(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                (found.group(1).equals(ROOT) ? root : data).toString()));
    }

    /// Whether a command is one word that a client may look up or find in the plugin.
    static boolean isCommand(String command) {
        return isInPlugin(command) || isBareName(command);
    }

    /// Whether a command or folder is a path from the plugin's folder.
    static boolean isInPlugin(String path) {
        return path.startsWith(RELATIVE);
    }

    /// A name with a space in it is all but always a command line, which must not be taken apart.
    private static boolean isBareName(String command) {
        return !command.isEmpty()
                && !command.equals(".")
                && !command.equals("..")
                && command.chars()
                        .noneMatch(c ->
                                c == '/'
                                        || c == '\\'
                                        || c == ':'
                                        || Character.isWhitespace(c)
                                        || Character.isISOControl(c));
    }

    /// What to start: a bare name as it is, a path absolute; empty when it leads out of the plugin.
    /// Nothing in a command is expanded.
    Optional<String> command(String command) {
        return isInPlugin(command)
                ? inside(root, command).map(Path::toString)
                : Optional.of(command);
    }

    /// Whether a working directory begins as it must.
    static boolean isCwd(String cwd) {
        return isInPlugin(cwd) || isAt(cwd, IN_ROOT) || isAt(cwd, IN_DATA);
    }

    private static boolean isAt(String cwd, String folder) {
        return cwd.equals(folder) || cwd.startsWith(folder + "/");
    }

    /// The working directory, absolute; empty when it leads out of the folder that it begins with.
    Optional<Path> cwd(String cwd) {
        return inside(isAt(cwd, IN_DATA) ? data : root, expand(cwd));
    }

    private static Optional<Path> inside(Path folder, String path) {
        try {
            Path resolved = folder.resolve(path).normalize();
            return PluginFolder.contains(folder, resolved)
                    ? Optional.of(resolved)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
