package dev.hqe.kernel.topic;

import dev.hqe.kernel.topic.TopicManifest.Capabilities;
import dev.hqe.kernel.topic.plugin.AgentPlugin;
import dev.hqe.kernel.topic.plugin.PluginServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Makes a Topic of an Agent Plugin that has no `topic.yaml`: it brings skills and servers, and no
/// programs for the sandbox, so it has no permissions either.
final class PluginTopic {

    private static final String NO_VERSION = "0.0.0";

    private PluginTopic() {}

    static Topic of(AgentPlugin plugin, Path folder) {
        TopicManifest manifest =
                new TopicManifest(
                        plugin.suggestedId(),
                        plugin.name(),
                        plugin.version().isBlank() ? NO_VERSION : plugin.version(),
                        plugin.description(),
                        new Capabilities(List.of(), List.of(), List.of(), List.of()),
                        Permissions.NONE,
                        Map.of(),
                        Map.of(),
                        Map.of());
        return new Topic(manifest, folder, Map.of(), plugin);
    }

    /// A server in one line for the person who decides.
    static String line(PluginServer server) {
        return switch (server) {
            case PluginServer.Stdio stdio ->
                    stdio.name()
                            + ": runs "
                            + stdio.command()
                            + (stdio.args().isEmpty() ? "" : " " + String.join(" ", stdio.args()));
            case PluginServer.Remote remote -> remote.name() + ": is asked at " + remote.url();
        };
    }
}
