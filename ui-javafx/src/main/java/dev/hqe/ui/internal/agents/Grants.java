package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.access.ApiKey;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.mcp.profile.ProfileFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a client may see and use. Blocks; thread-safe.
final class Grants {

    private final ToolRoad road;
    private final PolicyToolPolicy policy;
    private final ProfileFile profiles;
    private final ApiKeys keys;

    /// Tools that are treated alike.
    ///
    /// @param tools a name, or a pattern such as `finance.*`
    /// @param count how many tools that is
    record Line(String tools, Ruling ruling, int count) {}

    /// What is open to a client.
    ///
    /// @param opens what its profile or its key says; empty where that is not there any more
    /// @param lines what holds for the tools that it sees
    /// @param hidden how many tools it does not see
    record Of(ClientId client, Optional<AccessScope> opens, List<Line> lines, int hidden) {

        static Of nothing(ClientId client) {
            return new Of(client, Optional.empty(), List.of(), 0);
        }
    }

    Grants(ToolRoad road, PolicyToolPolicy policy, ProfileFile profiles, ApiKeys keys) {
        this.road = road;
        this.policy = policy;
        this.profiles = profiles;
        this.keys = keys;
    }

    Of of(ClientId client) {
        Optional<AccessScope> opens = opens(client);
        if (opens.isEmpty()) {
            return Of.nothing(client);
        }
        AccessScope scope = opens.get();
        Principal principal =
                new Principal(
                        Principal.Kind.AGENT,
                        client.name(),
                        "",
                        new Access(
                                client.key(),
                                client.profile(),
                                new Access.Opening(Access.Scope.ALL, ToolDisplay.UNSAID)));
        Map<String, Map<Ruling, List<String>>> groups = new TreeMap<>();
        int hidden = 0;
        for (ToolDefinition tool : road.tools()) {
            if (sees(scope, tool)) {
                String name = tool.name().value();
                groups.computeIfAbsent(group(name), any -> new EnumMap<>(Ruling.class))
                        .computeIfAbsent(policy.ruling(principal, tool), any -> new ArrayList<>())
                        .add(name);
            } else {
                hidden++;
            }
        }
        List<Line> lines = new ArrayList<>();
        groups.forEach((group, rulings) ->
                rulings.forEach((ruling, names) ->
                        lines.add(
                                new Line(
                                        names.size() == 1 ? names.getFirst() : group + ".*",
                                        ruling,
                                        names.size()))));
        return new Of(client, opens, lines, hidden);
    }

    private static String group(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static boolean sees(AccessScope scope, ToolDefinition tool) {
        ToolOrigin origin = tool.origin();
        return origin.kind() == ToolOrigin.Kind.TOPIC
                ? scope.allowsTopicTool(origin.name(), tool.name().value())
                : scope.allowsTool(tool.name().value());
    }

    private Optional<AccessScope> opens(ClientId client) {
        if (!client.key().isEmpty()) {
            return keys.list().stream()
                    .filter(key -> key.id().value().equals(client.key()))
                    .findFirst()
                    .map(ApiKey::scope);
        }
        if (!client.profile().isEmpty()) {
            return profiles.profiles().find(client.profile()).map(Profile::scope);
        }
        return Optional.of(AccessScope.ALL);
    }
}
