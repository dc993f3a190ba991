package dev.hqe.kernel.access;

import java.util.List;
import java.util.regex.Pattern;

/// What an API key or a profile opens. A pattern is an exact name, a prefix that ends with `.*`
/// (`finance.*` matches `finance.report`, not `finance` or `finances.x`), or `*`. Case counts.
///
/// Both lists are bounds: a call of a Topic's tool must match both, see [#allowsTopicTool]. An
/// empty list allows nothing.
///
/// @param topics whose data can be read and whose tools can be called; at most 32
/// @param tools that can be called, as agents see their names; at most 32
public record AccessScope(List<String> topics, List<String> tools) {

    private static final int MAX_PATTERNS = 32;
    private static final int MAX_CHARS = 128;
    private static final String ANY = "*";
    private static final Pattern FORM =
            Pattern.compile("\\*|[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*(\\.\\*)?");

    /// Everything that there is.
    public static final AccessScope ALL = new AccessScope(List.of("*"), List.of("*"));

    public AccessScope {
        topics = checked("Topics", topics);
        tools = checked("tools", tools);
    }

    private static List<String> checked(String what, List<String> patterns) {
        if (patterns.size() > MAX_PATTERNS) {
            throw new AccessException.Invalid(
                    "there are at most " + MAX_PATTERNS + " patterns for " + what);
        }
        for (String pattern : patterns) {
            if (pattern.length() > MAX_CHARS || !FORM.matcher(pattern).matches()) {
                throw new AccessException.Invalid(
                        "'"
                                + pattern.substring(0, Math.min(pattern.length(), MAX_CHARS))
                                + "' is not a pattern for "
                                + what
                                + ": a name, 'prefix.*' or '*'");
            }
        }
        return List.copyOf(patterns);
    }

    /// The scope of a command line or a form: what is not said is not bounded, and Topics without
    /// tools are their own tools (`finance.*`) and no others.
    public static AccessScope of(List<String> topics, List<String> tools) {
        if (topics.isEmpty()) {
            return new AccessScope(List.of(ANY), tools.isEmpty() ? List.of(ANY) : tools);
        }
        if (!tools.isEmpty()) {
            return new AccessScope(topics, tools);
        }
        return new AccessScope(
                topics,
                topics.stream().map(topic -> topic.endsWith(ANY) ? topic : topic + ".*").toList());
    }

    /// Whether a tool may be called, as far as its name says. For a Topic's tool ask
    /// [#allowsTopicTool].
    public boolean allowsTool(String name) {
        return anyMatches(tools, name);
    }

    /// Whether a Topic's data may be read.
    public boolean allowsTopic(String topic) {
        return anyMatches(topics, topic);
    }

    /// Whether a tool that a Topic brings may be called.
    public boolean allowsTopicTool(String topic, String name) {
        return allowsTopic(topic) && allowsTool(name);
    }

    private static boolean anyMatches(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        if (!pattern.endsWith(ANY)) {
            return pattern.equals(name);
        }
        int prefix = pattern.length() - ANY.length();
        return name.length() > prefix && name.startsWith(pattern.substring(0, prefix));
    }
}
