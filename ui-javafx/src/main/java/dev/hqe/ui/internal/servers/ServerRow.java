package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import dev.hqe.mcp.host.Difference;
import dev.hqe.mcp.host.ServerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One server as the page shows it.
///
/// @param name as the file has it
/// @param config how it is reached; empty for an entry that is not valid
/// @param failing why it cannot be used
/// @param speaks its own name, version and protocol; empty until it was connected
/// @param tools that can be called, in the order in which the server lists them
/// @param since when it was connected; empty while it is not
/// @param connections how often it was, since it is hosted
record ServerRow(
        String name,
        Optional<HostedServerConfig> config,
        Stand stand,
        Failing failing,
        String speaks,
        List<ToolDefinition> tools,
        int prompts,
        int resources,
        List<Difference> waiting,
        Optional<Instant> since,
        int connections) {

    ServerRow {
        tools = List.copyOf(tools);
        waiting = List.copyOf(waiting);
    }

    static ServerRow of(ServerStatus status, List<ToolDefinition> tools) {
        return new ServerRow(
                status.config().name().value(),
                Optional.of(status.config()),
                Stand.of(status),
                Failing.of(status.reason()),
                status.speaks(),
                tools,
                status.prompts(),
                status.resources(),
                status.quarantined(),
                status.since(),
                status.connections());
    }

    /// An entry that is not valid.
    static ServerRow broken(String name, String why) {
        return new ServerRow(
                name,
                Optional.empty(),
                Stand.BROKEN,
                new Failing(why, List.of()),
                "",
                List.of(),
                0,
                0,
                List.of(),
                Optional.empty(),
                0);
    }

    /// The Topic that brings it; empty for one of the person's own.
    Optional<TopicId> topic() {
        return config.flatMap(HostedServerConfig::topic);
    }

    /// `stdio`, `http`, `sse`; empty for an entry that is not valid.
    String transport() {
        return config.map(one ->
                        switch (one) {
                            case HostedServerConfig.Stdio _ -> "stdio";
                            case HostedServerConfig.Http http ->
                                    http.transport() == Transport.SSE ? "sse" : "http";
                        })
                .orElse("");
    }

    /// What it starts or where it is, with nothing secret in it.
    String target() {
        return config.map(ShownConfig::target).orElse("");
    }

    /// Whether all words are found in its name or in what it starts.
    boolean matches(String[] words) {
        String text = (name + " " + target()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
