package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.Quoted;

/// A tool's name as it stands on the wire: 1 to 128 of `A-Z a-z 0-9 _ - .`, case-sensitive
/// (2026-07-28, Tools, "Tool Names"). Ours read `topic.tool`; a foreign server's tool may have no
/// dot. Ordered by the characters, which is the order of every listing.
///
/// @param value the name itself
public record ToolName(String value) implements Comparable<ToolName> {

    private static final int MAX_LENGTH = 128;

    /// Checks the name.
    ///
    /// @throws McpException when the name is empty, too long or holds any other character
    public ToolName {
        if (!isValid(value)) {
            throw new McpException(
                    "'"
                            + Quoted.brief(value)
                            + "' is not a tool name: use 1 to 128 of A-Z a-z 0-9 _ - . (for example"
                            + " topic.tool)");
        }
    }

    /// Whether a tool may carry this name.
    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.chars().allMatch(ToolName::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }

    @Override
    public int compareTo(ToolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
