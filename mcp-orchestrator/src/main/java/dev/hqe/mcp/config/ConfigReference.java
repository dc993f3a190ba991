package dev.hqe.mcp.config;

import dev.hqe.kernel.secret.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reference inside a configured value: `${secret:NAME}` or `${env:NAME}`. It is found here, and
/// expanded only when the server is started.
///
/// @param source where the value comes from
/// @param name its name there
public record ConfigReference(Source source, String name) {

    /// Where a referred value comes from.
    public enum Source {
        /// The secret store.
        SECRET,
        /// The environment of the workbench.
        ENV
    }

    private static final Pattern ANY = Pattern.compile("\\$\\{(secret|env):([^}]{0,200})(}?)");
    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_()]{0,127}");

    /// A reference to a secret.
    public static ConfigReference secret(String name) {
        return new ConfigReference(Source.SECRET, name);
    }

    /// A reference to a variable of the environment.
    public static ConfigReference env(String name) {
        return new ConfigReference(Source.ENV, name);
    }

    /// @throws ConfigException when the name cannot be one
    public ConfigReference {
        boolean valid =
                source == Source.SECRET
                        ? SecretName.isValid(name)
                        : ENV_NAME.matcher(name).matches();
        if (!valid) {
            throw new ConfigException(
                    "'${"
                            + word(source)
                            + ":"
                            + name
                            + "}' does not name a "
                            + (source == Source.SECRET
                                    ? "secret: use letters, digits and . _ / : -"
                                    : "variable: use letters, digits and _"));
        }
    }

    /// The references in a value, in order.
    ///
    /// @throws ConfigException when one is not well-formed
    public static List<ConfigReference> in(String value) {
        List<ConfigReference> found = new ArrayList<>();
        Matcher matcher = ANY.matcher(value);
        while (matcher.find()) {
            if (matcher.group(3).isEmpty()) {
                throw new ConfigException("a '${" + matcher.group(1) + ":' is not closed by a }");
            }
            Source source = matcher.group(1).equals("env") ? Source.ENV : Source.SECRET;
            found.add(new ConfigReference(source, matcher.group(2)));
        }
        return found;
    }

    /// The value with each reference replaced by one letter, so that what else is in it shows.
    static String without(String value) {
        return ANY.matcher(value).replaceAll("x");
    }

    private static String word(Source source) {
        return source == Source.SECRET ? "secret" : "env";
    }

    /// As it stands in a file.
    @Override
    public String toString() {
        return "${" + word(source) + ":" + name + "}";
    }
}
