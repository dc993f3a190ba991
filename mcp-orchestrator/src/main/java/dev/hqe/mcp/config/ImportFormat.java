package dev.hqe.mcp.config;

import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Whose file it is that servers are imported from.
public enum ImportFormat {
    CLAUDE_DESKTOP("Claude Desktop"),
    CLAUDE_CODE("Claude Code"),
    VSCODE("VS Code"),
    CURSOR("Cursor"),
    GOOSE("goose"),
    BUNDLE("an MCP bundle"),
    PORTABLE("the portable form");

    private final String title;

    ImportFormat(String title) {
        this.title = title;
    }

    /// As it is called in a sentence.
    public String title() {
        return title;
    }

    /// Tells the format of a JSON file by what is in it, and by its name where that does not say.
    ///
    /// @throws ConfigException when there are no servers in it, saying what was looked for
    static ImportFormat of(JsonNode root, Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (root.path("servers").isObject() || root.path("mcp").path("servers").isObject()) {
            return VSCODE;
        }
        if (root.path("server").path("mcp_config").isObject()) {
            throw new ConfigException(
                    file + ": is the manifest of a bundle. Import the whole bundle, a .mcpb file.");
        }
        boolean portable = root.path("mcpServers").isObject();
        if (portable && name.equals("claude_desktop_config.json")) {
            return CLAUDE_DESKTOP;
        }
        if (name.equals(".claude.json") || root.path("projects").isObject()) {
            return CLAUDE_CODE;
        }
        if (name.equals(".mcp.json") && (portable || isBare(root))) {
            return CLAUDE_CODE;
        }
        if (portable && isIn(file, ".cursor")) {
            return CURSOR;
        }
        if (portable) {
            return PORTABLE;
        }
        throw new ConfigException(
                file + ": has no MCP servers: neither 'mcpServers' nor 'servers' nor 'extensions'");
    }

    /// Whether an object is servers by name, without anything around them.
    static boolean isBare(JsonNode root) {
        return root.isObject()
                && !root.isEmpty()
                && root.valueStream().allMatch(s -> s.has("command") || s.has("url"));
    }

    private static boolean isIn(Path file, String folder) {
        Path parent = file.toAbsolutePath().getParent();
        return parent != null && String.valueOf(parent.getFileName()).equals(folder);
    }
}
