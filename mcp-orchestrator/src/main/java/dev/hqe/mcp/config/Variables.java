package dev.hqe.mcp.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What other programs write for a value that is filled in later, turned into what we write.
final class Variables {

    private static final Pattern BRACED = Pattern.compile("\\$\\{([^{}]{1,1000})}");
    private static final Pattern ANY =
            Pattern.compile("\\$\\{([^{}]{1,1000})}|\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern WITH_DEFAULT =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private Variables() {}

    /// Claude Code's: `${NAME}` and `${NAME:-default}` from the environment. We know no defaults,
    /// so it is decided now whether the default is taken.
    static String claudeCode(String text, Map<String, String> environment) {
        return replaced(
                BRACED,
                text,
                name -> {
                    Matcher form = WITH_DEFAULT.matcher(name);
                    if (!form.matches()) {
                        return "${" + name + "}";
                    }
                    String otherwise = form.group(2);
                    return otherwise == null || environment.containsKey(form.group(1))
                            ? ConfigReference.env(form.group(1)).toString()
                            : otherwise;
                });
    }

    /// VS Code's and Cursor's.
    ///
    /// @param workspace the project's folder, null where the file belongs to no project
    /// @param input makes an answer of the id of an input
    /// @throws ConfigException when only the editor can fill it in
    static String editor(
            String text, Places places, @Nullable Path workspace, UnaryOperator<String> input) {
        return replaced(
                BRACED,
                text,
                name -> {
                    if (name.startsWith("env:")) {
                        return ConfigReference.env(name.substring(4)).toString();
                    }
                    if (name.startsWith("input:")) {
                        return input.apply(name.substring(6));
                    }
                    if (name.startsWith("secret:")) {
                        return "${" + name + "}"; // refused later, with the reason
                    }
                    return switch (name) {
                        case "userHome" -> places.home().toString();
                        case "pathSeparator", "/" -> File.separator;
                        case "workspaceFolder", "cwd" -> folder(workspace, name).toString();
                        case "workspaceFolderBasename" ->
                                String.valueOf(folder(workspace, name).getFileName());
                        default ->
                                throw new ConfigException(
                                        "uses ${"
                                                + name
                                                + "}, which only the editor can fill in; write it out");
                    };
                });
    }

    private static Path folder(@Nullable Path workspace, String name) {
        if (workspace == null) {
            throw new ConfigException(
                    "uses ${" + name + "}, but its file belongs to no project; write it out");
        }
        return workspace;
    }

    /// goose's `${NAME}` and `$NAME`.
    ///
    /// @param value makes a value of a name
    static String goose(String text, UnaryOperator<String> value) {
        return replaced(ANY, text, value);
    }

    /// Those of a bundle's manifest.
    ///
    /// @param answer makes an answer of the key of a question
    /// @throws ConfigException when there is no such variable
    static String bundle(String text, Places places, UnaryOperator<String> answer) {
        return replaced(
                BRACED,
                text,
                name -> {
                    if (name.startsWith("user_config.")) {
                        return answer.apply(name.substring("user_config.".length()));
                    }
                    return switch (name) {
                        case "__dirname" -> Draft.BUNDLE;
                        case "HOME" -> places.home().toString();
                        case "DESKTOP" -> places.userFolder("Desktop").toString();
                        case "DOCUMENTS" -> places.userFolder("Documents").toString();
                        case "DOWNLOADS" -> places.userFolder("Downloads").toString();
                        case "pathSeparator", "/" -> File.separator;
                        default ->
                                throw new ConfigException(
                                        "uses ${" + name + "}, which nothing defines");
                    };
                });
    }

    private static String replaced(Pattern pattern, String text, UnaryOperator<String> value) {
        Matcher matcher = pattern.matcher(Draft.foreign(text));
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            matcher.appendReplacement(out, Matcher.quoteReplacement(value.apply(name)));
        }
        return matcher.appendTail(out).toString();
    }
}
