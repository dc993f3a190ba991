package dev.hqe.mcp.policy;

import dev.hqe.mcp.ToolName;

/// Which tools a rule is about: a tool's name, in which `*` stands for any characters: `*`,
/// `github.*`, `entities.query`.
///
/// @param text the pattern as a person writes it
public record ToolPattern(String text) {

    /// Every tool.
    public static final ToolPattern EVERY = new ToolPattern("*");

    /// Checks the pattern.
    ///
    /// @throws PolicyException when no tool's name could match it
    public ToolPattern {
        Glob glob = new Glob(text);
        if (!ToolName.isValid(glob.text().replace('*', '_'))) {
            throw new PolicyException(
                    "'"
                            + text
                            + "' matches no tool: use a tool's name, with * for any characters,"
                            + " such as github.* (hqe tools lists the names)");
        }
    }

    boolean matches(ToolName tool) {
        return new Glob(text).matches(tool.value());
    }
}
