package dev.hqe.mcp.config;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.file.PrivateFile;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.plugin.AgentPlugin;
import dev.hqe.kernel.topic.plugin.AgentPluginException;
import dev.hqe.kernel.topic.plugin.PluginServer;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The MCP servers that Topics bring as Agent Plugins, as the workbench hosts them: named
/// `topic-server`, run from the copy of the Topic that was granted, with a data folder of the
/// Topic's own. They stand in no `mcp.json`; while a workbench hosts them, a list of them lies
/// beside it for commands that look at servers without opening the workbench. Immutable.
///
/// @param servers those that can be hosted, by Topic
/// @param problems why others cannot
public record PluginServers(List<HostedServerConfig> servers, List<Problem> problems) {

    /// The folder in the data directory where plugins keep what outlives their updates.
    public static final String DATA = "plugin-data";

    /// The list, in the data directory.
    private static final String FILE = "plugin-servers.json";

    /// None.
    public static final PluginServers NONE = new PluginServers(List.of(), List.of());

    public PluginServers {
        servers = List.copyOf(servers);
        problems = List.copyOf(problems);
    }

    /// Those of these Topics; makes the data folders.
    ///
    /// @param topics that run
    /// @param home the data directory
    /// @param own the person's servers, whose names are theirs
    public static PluginServers of(
            Collection<Topic> topics, Path home, Collection<HostedServerConfig> own) {
        Making making = new Making(home, own);
        for (Topic topic : topics) {
            topic.plugin().ifPresent(plugin -> making.add(topic.id(), plugin));
        }
        return new PluginServers(making.servers, making.problems);
    }

    /// One use, one thread.
    private static final class Making {

        private final Path home;
        private final Map<String, String> taken = new HashMap<>();
        private final List<HostedServerConfig> servers = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Making(Path home, Collection<HostedServerConfig> own) {
            this.home = home;
            own.forEach(one -> taken.put(folded(one.name()), "a server in " + HostedServers.FILE));
        }

        void add(TopicId topic, AgentPlugin plugin) {
            if (plugin.servers().isEmpty()) {
                return;
            }
            String file = topic + "/mcp.json";
            Path data = home.resolve(DATA).resolve(topic.value());
            try {
                ConfigFile.createFolder(data);
            } catch (IOException e) {
                String why = data + " cannot be made: " + e.getMessage();
                problems.add(new Problem(file, 0, why));
                return;
            }
            for (PluginServer server : plugin.servers()) {
                add(topic, server, plugin.root(), data)
                        .ifPresent(why ->
                                problems.add(
                                        new Problem(
                                                file,
                                                0,
                                                "server '"
                                                        + server.name()
                                                        + "' is not hosted: "
                                                        + why)));
            }
        }

        /// @return why it is not
        private Optional<String> add(TopicId topic, PluginServer server, Path root, Path data) {
            if (servers.size() == HostedServers.MAX_SERVERS) {
                return Optional.of(
                        "Topics bring more than " + HostedServers.MAX_SERVERS + ", the limit");
            }
            ServerName name = ServerName.of(topic, server.name());
            String whose = "the server '" + server.name() + "' of the Topic '" + topic + "'";
            String owner = taken.putIfAbsent(folded(name), whose);
            if (owner != null) {
                return Optional.of(
                        "its name here, '"
                                + name
                                + "', is taken by "
                                + owner
                                + ". Rename one of them.");
            }
            try {
                servers.add(config(name, server.resolve(root, data), topic));
                return Optional.empty();
            } catch (AgentPluginException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        /// Names that differ in case only are one to a person who reads them.
        private static String folded(ServerName name) {
            return name.value().toLowerCase(Locale.ROOT);
        }
    }

    /// @param entry `{command, args, env, cwd}` or `{type, url, headers}`
    private static HostedServerConfig config(ServerName name, JsonNode entry, TopicId topic) {
        if (entry.has("command")) {
            return new HostedServerConfig.Stdio(
                    name,
                    entry.path("command").asString(""),
                    entry.path("args").valueStream().map(arg -> arg.asString("")).toList(),
                    texts(entry.path("env")),
                    entry.has("cwd") ? entry.path("cwd").asString("") : null,
                    false,
                    List.of(),
                    topic);
        }
        return new HostedServerConfig.Http(
                name,
                entry.path("url").asString(""),
                entry.path("type").asString("").equals("sse")
                        ? Transport.SSE
                        : Transport.STREAMABLE_HTTP,
                texts(entry.path("headers")),
                false,
                List.of(),
                topic);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString("")));
        return texts;
    }

    /// Leaves the list of the servers for others to read.
    ///
    /// @throws ConfigException if it cannot be written
    public void list(Path home) {
        Path file = home.resolve(FILE);
        try {
            if (servers.isEmpty()) {
                Files.deleteIfExists(file);
            } else if (!servers.equals(listed(home))) {
                PrivateFile.replace(file, toJson().toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private ObjectNode toJson() {
        ObjectNode json = Json.object();
        ObjectNode list = json.putObject("servers");
        for (HostedServerConfig server : servers) {
            ObjectNode one = list.putObject(server.name().value());
            server.topic().ifPresent(topic -> one.put("topic", topic.value()));
            one.set("server", server.toJson());
        }
        return json;
    }

    /// The servers of Topics that the workbench hosts, or hosted when it ended; none if that cannot
    /// be told.
    public static List<HostedServerConfig> listed(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<HostedServerConfig> servers = new ArrayList<>();
        try {
            for (Map.Entry<String, JsonNode> one :
                    SourceDocument.read(file, file.toString())
                            .root()
                            .path("servers")
                            .properties()) {
                servers.add(
                        config(
                                new ServerName(one.getKey()),
                                one.getValue().path("server"),
                                new TopicId(one.getValue().path("topic").asString(""))));
            }
        } catch (InvalidDocumentException | ConfigException | IllegalArgumentException e) {
            return List.of(); // not our writing; the next workbench writes it anew
        }
        return servers;
    }
}
