package dev.hqe.app.server;

import dev.hqe.app.Installation;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.PluginServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The files about servers in a data directory. They are read without opening the workbench, so
/// this works while one is running.
public final class ServerFiles {

    private static final int MAX_FOLDERS = 1000;

    private ServerFiles() {}

    public static HostedServers read(Path home, Installation installation) {
        return HostedServers.read(home.resolve(HostedServers.FILE), topicIds(home, installation));
    }

    /// The server of this name, whoever brings it.
    ///
    /// @throws dev.hqe.mcp.config.ConfigException if there is none that can be used
    public static HostedServerConfig require(Path home, Installation installation, String name) {
        return ofTopic(home, name).orElseGet(() -> read(home, installation).require(name));
    }

    /// The server of a Topic that has this name.
    public static Optional<HostedServerConfig> ofTopic(Path home, String name) {
        return PluginServers.listed(home).stream()
                .filter(server -> server.name().value().equals(name))
                .findFirst();
    }

    /// Changes the file in one step; waits for others who do the same. A server that is new there
    /// cannot have the name of a Topic's.
    public static HostedServers change(
            Path home, Installation installation, UnaryOperator<HostedServers> change) {
        Map<String, String> taken = topicIds(home, installation);
        for (HostedServerConfig server : PluginServers.listed(home)) {
            server.topic()
                    .ifPresent(topic ->
                            taken.put(
                                    server.name().value(),
                                    "a server of the Topic '" + topic + "'"));
        }
        return HostedServers.change(home.resolve(HostedServers.FILE), taken, change);
    }

    /// The folder that bundles are unpacked to.
    public static Path bundles(Path home) {
        return home.resolve("bundles");
    }

    /// The ids of Topics, which share one space of names with servers. A folder that is no Topic
    /// has none; `hqe topic list` says why.
    private static Map<String, String> topicIds(Path home, Installation installation) {
        Map<String, String> ids = new HashMap<>();
        manifests(home, installation)
                .forEach((folder, manifest) ->
                        ids.put(manifest.path("id").asString(""), "the Topic in " + folder));
        ids.remove("");
        return ids;
    }

    /// The manifests of the Topic folders that are there, as they are written.
    public static Map<Path, JsonNode> manifests(Path home, Installation installation) {
        Map<Path, JsonNode> manifests = new LinkedHashMap<>();
        Stream.of(Optional.of(home.resolve("topics")), installation.bundledTopics())
                .flatMap(Optional::stream)
                .flatMap(root -> folders(root).stream())
                .forEach(folder ->
                        manifest(folder).ifPresent(manifest -> manifests.put(folder, manifest)));
        return manifests;
    }

    private static Optional<JsonNode> manifest(Path folder) {
        Path file = folder.resolve(TopicReader.MANIFEST);
        try {
            return Optional.of(SourceDocument.read(file, file.toString()).root());
        } catch (InvalidDocumentException notATopic) {
            return Optional.empty();
        }
    }

    private static List<Path> folders(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).limit(MAX_FOLDERS).toList();
        } catch (IOException unreadable) { // whoever opens the workbench says so
            return List.of();
        }
    }
}
