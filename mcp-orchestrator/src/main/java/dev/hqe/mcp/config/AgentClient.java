package dev.hqe.mcp.config;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A program that agents run in and that starts MCP servers, ours among them.
public enum AgentClient {
    CLAUDE_DESKTOP("claude-desktop", "Claude Desktop", "mcpServers"),
    CLAUDE_CODE("claude-code", "Claude Code", "mcpServers"),
    VSCODE("vscode", "VS Code", "servers"),
    CURSOR("cursor", "Cursor", "mcpServers"),
    GOOSE("goose", "goose", "extensions");

    private final String id;
    private final String title;
    private final String section;

    AgentClient(String id, String title, String section) {
        this.id = id;
        this.title = title;
        this.section = section;
    }

    /// As a person types it.
    public String id() {
        return id;
    }

    /// As it is called.
    public String title() {
        return title;
    }

    /// The field of its file that holds the servers by name.
    String section() {
        return section;
    }

    boolean isYaml() {
        return this == GOOSE;
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(AgentClient::id).toList();
    }

    /// The client of this id, if there is one.
    public static Optional<AgentClient> find(String id) {
        return Arrays.stream(values()).filter(client -> client.id.equals(id)).findFirst();
    }

    /// The client of this id.
    ///
    /// @throws ConfigException if there is none, naming the nearest
    public static AgentClient require(String id) {
        return find(id).orElseThrow(() ->
                new ConfigException(
                        "there is no client '"
                                + id
                                + "'"
                                + Suggestion.among(id, ids())
                                + ". There are: "
                                + String.join(", ", ids())));
    }

    /// The file with what a user has set for all projects.
    public Path file(Places places) {
        return switch (this) {
            case CLAUDE_DESKTOP ->
                    places.settings().resolve("Claude").resolve("claude_desktop_config.json");
            case CLAUDE_CODE ->
                    places.directory("CLAUDE_CONFIG_DIR")
                            .orElse(places.home())
                            .resolve(".claude.json");
            case VSCODE -> vsCodeUser(places).resolve("mcp.json");
            case CURSOR -> places.home().resolve(".cursor").resolve("mcp.json");
            case GOOSE ->
                    places.isWindows()
                            ? places.settings().resolve("Block/goose/config/config.yaml")
                            : places.directory("XDG_CONFIG_HOME")
                                    .orElse(places.home().resolve(".config"))
                                    .resolve("goose/config.yaml");
        };
    }

    private static Path vsCodeUser(Places places) {
        return places.settings().resolve("Code").resolve("User");
    }

    /// The fields that an entry of ours has in this client's file.
    ObjectNode entry(Launcher launcher) {
        ObjectNode entry = Json.object();
        switch (this) {
            case CLAUDE_DESKTOP, CURSOR -> {
                entry.put("command", launcher.command());
                launcher.args().forEach(entry.putArray("args")::add);
            }
            case CLAUDE_CODE, VSCODE -> {
                entry.put("type", "stdio");
                entry.put("command", launcher.command());
                launcher.args().forEach(entry.putArray("args")::add);
            }
            case GOOSE -> {
                entry.put("enabled", true);
                entry.put("type", "stdio");
                entry.put("name", Launcher.NAME);
                entry.put("description", "HQE Workbench");
                entry.put("cmd", launcher.command());
                launcher.args().forEach(entry.putArray("args")::add);
                entry.put("timeout", 300);
            }
        }
        if (!launcher.env().isEmpty()) {
            ObjectNode env = entry.putObject(envField());
            launcher.env().forEach(env::put);
        }
        return entry;
    }

    /// What its entries call the variables that they set.
    public String envField() {
        return this == GOOSE ? "envs" : "env";
    }

    /// The fields of an entry that decide what is started; the others are the user's to change.
    List<String> binding() {
        return this == GOOSE
                ? List.of("type", "cmd", "args", "enabled")
                : List.of("type", "command", "args");
    }
}
