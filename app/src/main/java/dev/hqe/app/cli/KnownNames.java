package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.mcp.broker.BrokerSettings;
import dev.hqe.mcp.broker.ToolBroker;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.PluginServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Which Topics and tools there are, as far as files say it: a command can look without opening the
/// workbench, so also beside a running one. What a hosted server calls its tools is not among it.
///
/// @param topics ids
/// @param servers names of hosted servers
/// @param tools of Topics and of the workbench itself
record KnownNames(SortedSet<String> topics, SortedSet<String> servers, SortedSet<String> tools) {

    private static final int SHOWN = 20;

    static KnownNames read(Path home, Installation installation) {
        SortedSet<String> topics = new TreeSet<>();
        SortedSet<String> tools = new TreeSet<>(BrokerSettings.DEFAULT.pinned());
        ToolBroker.WAYS.forEach(way -> tools.add(way.value()));
        for (JsonNode manifest : ServerFiles.manifests(home, installation).values()) {
            String id = manifest.path("id").asString("");
            topics.add(id);
            manifest.path("capabilities")
                    .path("tools")
                    .forEach(tool -> tools.add(id + "." + tool.path("name").asString("")));
        }
        topics.remove("");
        return new KnownNames(topics, servers(home, installation), tools);
    }

    private static SortedSet<String> servers(Path home, Installation installation) {
        SortedSet<String> names = new TreeSet<>();
        try {
            HostedServers servers = ServerFiles.read(home, installation);
            servers.servers().forEach(server -> names.add(server.name().value()));
            PluginServers.listed(home).forEach(server -> names.add(server.name().value()));
        } catch (InvalidDocumentException e) {
            return names; // `hqe doctor` says what is wrong with it; here no server is known
        }
        return names;
    }

    /// What a scope names that is not there now, each a sentence for a person.
    List<String> unknown(AccessScope scope) {
        List<String> found = new ArrayList<>();
        for (String topic : scope.topics()) {
            AccessScope one = new AccessScope(List.of(topic), List.of());
            if (!topic.equals("*") && topics.stream().noneMatch(one::allowsTopic)) {
                found.add("there is no Topic '" + topic + "' now" + instead(topic, topics));
            }
        }
        for (String tool : scope.tools()) {
            boolean ofMissingTopic =
                    scope.topics().stream().anyMatch(topic -> tool.equals(topic + ".*"));
            if (!tool.equals("*") && !ofMissingTopic && !isKnownTool(tool)) {
                found.add(
                        "no tool is called '" + tool + "' now" + instead(tool, toolsAndServers()));
            }
        }
        return found;
    }

    private boolean isKnownTool(String pattern) {
        AccessScope one = new AccessScope(List.of(), List.of(pattern));
        int dot = pattern.indexOf('.');
        return (dot > 0 && servers.contains(pattern.substring(0, dot)))
                || tools.stream().anyMatch(one::allowsTool);
    }

    private List<String> toolsAndServers() {
        List<String> all = new ArrayList<>(tools);
        servers.forEach(server -> all.add(server + ".*"));
        topics.forEach(topic -> all.add(topic + ".*"));
        return all;
    }

    private static String instead(String name, Collection<String> names) {
        String near = Suggestion.among(name, names);
        if (names.isEmpty()) {
            return "; there is none at all";
        }
        String some = String.join(", ", names.stream().limit(SHOWN).toList());
        return near + ". There are: " + some + (names.size() > SHOWN ? ", ..." : "");
    }
}
